import { t } from '../../labels/index.ts'
import { CheckBox } from '../../ui/fields.tsx'
import { greyedBox } from './greyed.ts'

const boxes = ['sync.invoices', 'sync.orders', 'sync.customers', 'sync.articles', 'sync.stock'] as const

/** «Synchronisation auto»: nothing leaves by itself yet, and the boxes say so. */
export const SyncTab = () => (
  <fieldset className="options">
    <legend>{t('hub.tab.sync')}</legend>
    {boxes.map((label) => (
      <CheckBox key={label} label={t(label)} {...greyedBox()} />
    ))}
    <CheckBox label={t('options.stock')} {...greyedBox()} />
  </fieldset>
)
