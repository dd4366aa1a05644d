import { t } from '../../labels/index.ts'
import { OptionBox, OptionNumber, OptionsForm } from './OptionsForm.tsx'
import type { HubTabProps } from './tabs.ts'
import { useOptions } from './useOptions.ts'

/** «Options» (contract, kezia D10, D12). */
export function OptionsTab({ onDirty }: HubTabProps) {
  const options = useOptions(onDirty)
  return (
    <OptionsForm options={options} className="options">
      <fieldset>
        <legend>{t('options.advanced')}</legend>
        <OptionBox options={options} name="matchInternalCodes" label="options.internalCodes" />
        <OptionBox options={options} name="isStockManaged" label="options.stock" />
      </fieldset>
      <fieldset>
        <legend>{t('options.reception')}</legend>
        <OptionNumber options={options} name="pollSeconds" label="options.poll" />
        <OptionNumber options={options} name="preparationMinutes" label="options.preparation" />
        <OptionBox options={options} name="sound" label="options.sound" />
      </fieldset>
    </OptionsForm>
  )
}
