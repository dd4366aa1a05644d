import type { FormEvent } from 'react'
import type { HubOptions } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { CheckBox } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useOptions } from './useOptions.ts'

/** «Synchronisation auto»: what leaves by itself (contract, kezia D13). */
export function SyncTab() {
  const options = useOptions()
  const confirm = useConfirm()
  // A wrong edit goes live on every channel (contract, kezia D57).
  async function tickArticles(isTicked: boolean) {
    const agreed =
      !isTicked || (await confirm({ title: t('sync.articles'), message: t('sync.articles.warning') }))
    if (agreed) options.type('isArticlesAutomatic', isTicked)
  }
  // Switching it on is «Client web», unless another value was chosen (contract, kezia D13).
  const sendingOf = (isOn: boolean) => {
    const stored = options.query.data?.ownOrderSending ?? 'never'
    if (!isOn) return 'never'
    return stored === 'never' ? 'web' : stored
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    options.save()
  }
  const box = (name: keyof HubOptions, label: LabelKey) => (
    <CheckBox
      label={t(label)}
      isChecked={options.isTicked(name)}
      onChange={(value) => options.type(name, value)}
    />
  )
  return (
    <Loaded query={options.query}>
      {() => (
        <form className="options" onSubmit={submit}>
          <fieldset>
            <legend>{t('hub.tab.sync')}</legend>
            {box('isInvoicesAutomatic', 'sync.invoices')}
            <CheckBox
              label={t('sync.orders')}
              isChecked={options.text('ownOrderSending') !== 'never'}
              onChange={(value) => options.type('ownOrderSending', sendingOf(value))}
            />
            {box('isCustomerAutomatic', 'sync.customers')}
            <CheckBox
              label={t('sync.articles')}
              isChecked={options.isTicked('isArticlesAutomatic')}
              onChange={(isTicked) => void tickArticles(isTicked)}
            />
            {box('isStockAutomatic', 'sync.stock')}
            {box('isStockManaged', 'options.stock')}
          </fieldset>
          <p className="help">{t('sync.stock.help')}</p>
          <p className="help">{t('sync.articles.help')}</p>
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
