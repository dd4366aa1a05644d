import { t } from '../../labels/index.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { CheckBox } from '../../ui/fields.tsx'
import { OptionBox, OptionsForm } from './OptionsForm.tsx'
import type { HubTabProps } from './tabs.ts'
import { useOptions } from './useOptions.ts'

/** «Synchronisation auto»: what is sent automatically (contract, kezia D13). */
export function SyncTab({ onDirty }: HubTabProps) {
  const options = useOptions(onDirty)
  const confirm = useConfirm()
  // With this option on, a wrong edit goes live on every channel (contract, kezia D57).
  async function tickArticles(isTicked: boolean) {
    const agreed =
      !isTicked || (await confirm({ title: t('sync.articles'), message: t('sync.articles.warning') }))
    if (agreed) options.type('isArticlesAutomatic', isTicked)
  }
  // Switching it on selects «Client web», unless another value was chosen (contract, kezia D13).
  const sendingOf = (isOn: boolean) => {
    const stored = options.query.data?.ownOrderSending ?? 'never'
    if (!isOn) return 'never'
    return stored === 'never' ? 'web' : stored
  }
  return (
    <OptionsForm options={options} className="options">
      <fieldset>
        <legend>{t('hub.tab.sync')}</legend>
        <OptionBox options={options} name="isInvoicesAutomatic" label="sync.invoices" />
        <CheckBox
          label={t('sync.orders')}
          isChecked={options.text('ownOrderSending') !== 'never'}
          onChange={(value) => options.type('ownOrderSending', sendingOf(value))}
        />
        <OptionBox options={options} name="isCustomerAutomatic" label="sync.customers" />
        <CheckBox
          label={t('sync.articles')}
          isChecked={options.isTicked('isArticlesAutomatic')}
          onChange={(isTicked) => void tickArticles(isTicked)}
        />
        <OptionBox options={options} name="isStockAutomatic" label="sync.stock" />
        <OptionBox options={options} name="isStockManaged" label="options.stock" />
      </fieldset>
      <p className="help">{t('sync.stock.help')}</p>
      <p className="help">{t('sync.articles.help')}</p>
    </OptionsForm>
  )
}
