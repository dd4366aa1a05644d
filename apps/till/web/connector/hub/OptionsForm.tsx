import type { FormEvent, ReactNode } from 'react'
import type { HubOptions } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckBox, TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import type { useOptions } from './useOptions.ts'

type Options = ReturnType<typeof useOptions>

interface OptionsFormProps {
  options: Options
  className: string
  /** Shown beside the save button. */
  tools?: ReactNode
  children: ReactNode
}

/** A tab of options: shown once they are loaded, saved together. */
export function OptionsForm({ options, className, tools, children }: OptionsFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    options.save()
  }
  return (
    <Loaded query={options.query}>
      {() => (
        <form className={className} onSubmit={submit}>
          {children}
          <div className="window-buttons">
            {tools}
            <Button type="submit" look="primary" disabled={!options.hasChanges}>
              {t('options.save')}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  )
}

interface OptionProps {
  options: Options
  name: keyof HubOptions
  label: LabelKey
}

export const OptionBox = ({ options, name, label }: OptionProps) => (
  <CheckBox
    label={t(label)}
    isChecked={options.isTicked(name)}
    onChange={(isTicked) => options.type(name, isTicked)}
  />
)

interface OptionTextProps extends OptionProps {
  /** Placeholder. */
  hint?: LabelKey
  inputMode?: 'numeric'
}

export const OptionText = ({ options, name, label, hint, inputMode }: OptionTextProps) => (
  <TextField
    label={t(label)}
    placeholder={hint && t(hint)}
    inputMode={inputMode}
    value={options.text(name)}
    error={options.error(name)}
    onChange={(text) => options.type(name, text)}
  />
)

/** A whole number; other input is rejected beside the field at the save. */
export const OptionNumber = (props: OptionProps) => <OptionText {...props} inputMode="numeric" />
