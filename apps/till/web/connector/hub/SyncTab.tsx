import type { FormEvent } from 'react'
import type { HubOptions } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { CheckBox } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { greyedBox } from './greyed.ts'
import { useOptions } from './useOptions.ts'

const laterBoxes = ['sync.orders'] as const

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
            {laterBoxes.map((label) => (
              <CheckBox key={label} label={t(label)} {...greyedBox()} />
            ))}
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
