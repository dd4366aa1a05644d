import type { FormEvent } from 'react'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckBox, TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useOptions } from './useOptions.ts'

/** «Options» (contract, kezia D10, D12). */
export function OptionsTab() {
  const options = useOptions()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    options.save()
  }
  return (
    <Loaded query={options.query}>
      {() => (
        <form className="options" onSubmit={submit}>
          <fieldset>
            <legend>{t('options.advanced')}</legend>
            <CheckBox
              label={t('options.internalCodes')}
              isChecked={options.isTicked('matchInternalCodes')}
              onChange={(value) => options.type('matchInternalCodes', value)}
            />
            <CheckBox
              label={t('options.stock')}
              isChecked={options.isTicked('isStockManaged')}
              onChange={(value) => options.type('isStockManaged', value)}
            />
          </fieldset>
          <fieldset>
            <legend>{t('options.reception')}</legend>
            <TextField
              label={t('options.poll')}
              inputMode="numeric"
              value={options.text('pollSeconds')}
              error={options.error('pollSeconds')}
              onChange={(value) => options.type('pollSeconds', value)}
            />
            <TextField
              label={t('options.preparation')}
              inputMode="numeric"
              value={options.text('preparationMinutes')}
              error={options.error('preparationMinutes')}
              onChange={(value) => options.type('preparationMinutes', value)}
            />
            <CheckBox
              label={t('options.sound')}
              isChecked={options.isTicked('sound')}
              onChange={(value) => options.type('sound', value)}
            />
          </fieldset>
          <div className="window-buttons">
            <Button type="submit" look="primary" disabled={!options.hasChanges}>
              {t('options.save')}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  )
}
