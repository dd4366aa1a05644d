import type { HubState } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { ExportProgress } from './ExportProgress.tsx'
import { useCatalogExport } from './useCatalogExport.ts'

const laterActions: LabelKey[] = [
  'exchange.images',
  'exchange.stock',
  'exchange.customers',
  'exchange.orders',
  'exchange.invoices',
  'exchange.receive',
  'exchange.receiveAll',
]

/** «E/S»: one big button per manual transfer, in the order of the contract (kezia W-3). */
export function ExchangeTab({ hub }: { hub: HubState }) {
  const { progress, start, isBusy } = useCatalogExport(hub.catalog?.name ?? hub.catalog?.id ?? '')
  const isPossible = hub.catalog !== null
  return (
    <div className="exchange">
      <div className="exchange-actions">
        <button
          type="button"
          className="exchange-button exchange-main"
          aria-disabled={!isPossible || isBusy}
          title={isPossible ? undefined : t('exchange.noCatalog')}
          onClick={() => isPossible && !isBusy && start()}
        >
          {t('exchange.articles')}
        </button>
        <Later label="exchange.status" isMain />
        <div className="exchange-gap" />
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
