import type { ExportKind } from '../../../src/connector/catalog/wire.ts'
import type { HubState } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { ExportProgress } from './ExportProgress.tsx'
import { useCatalogExport } from './useCatalogExport.ts'

const laterActions: LabelKey[] = [
  'exchange.customers',
  'exchange.orders',
  'exchange.invoices',
  'exchange.receive',
  'exchange.receiveAll',
]

/** «E/S»: one big button per manual transfer, in the order of the contract (kezia W-3). */
export function ExchangeTab({ hub }: { hub: HubState }) {
  const { progress, start, isBusy } = useCatalogExport(hub.catalog?.name ?? hub.catalog?.id ?? '')
  const reason = hub.catalog === null ? t('exchange.noCatalog') : undefined
  const send = (kind: ExportKind, label: LabelKey, isMain = false) => (
    <button
      type="button"
      className={isMain ? 'exchange-button exchange-main' : 'exchange-button'}
      aria-disabled={reason !== undefined || isBusy}
      title={reason}
      onClick={() => reason === undefined && !isBusy && start(kind)}
    >
      {t(label)}
    </button>
  )
  return (
    <div className="exchange">
      <div className="exchange-actions">
        {send('catalog', 'exchange.articles', true)}
        <Later label="exchange.status" isMain />
        <div className="exchange-gap" />
        {send('images', 'exchange.images')}
        {send('stock', 'exchange.stock')}
        {laterActions.map((label) => (
          <Later key={label} label={label} />
        ))}
      </div>
      <ExportProgress progress={progress} />
    </div>
  )
}

const Later = ({ label, isMain = false }: { label: LabelKey; isMain?: boolean }) => (
  <button
    type="button"
    className={isMain ? 'exchange-button exchange-main' : 'exchange-button'}
    aria-disabled="true"
    title={t('app.unavailable')}
  >
    {t(label)}
  </button>
)
