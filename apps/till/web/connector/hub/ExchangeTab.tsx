import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { ExchangeButton } from './ExchangeButton.tsx'
import { ExportProgress } from './ExportProgress.tsx'
import { InvoicePicker } from './InvoicePicker.tsx'
import { OrderSender } from './OrderSender.tsx'
import { StatusChanger } from './StatusChanger.tsx'
import { TransferProgress } from './TransferProgress.tsx'
import { useCatalogExport } from './useCatalogExport.ts'
import { useTransfers } from './useTransfers.ts'

/** «E/S»: one big button per manual transfer, in the order of the contract (kezia W-3). */
export function ExchangeTab({ hub }: { hub: HubState }) {
  const exports = useCatalogExport(hub.catalog?.name ?? hub.catalog?.id ?? '')
  const transfers = useTransfers(hub.customerList?.name ?? hub.customerList?.id ?? '')
  const [asking, setAsking] = useState<'status' | 'orders' | 'invoices'>()
  const stopAsking = () => setAsking(undefined)
  const ofCatalog = {
    reason: hub.catalog === null ? t('exchange.noCatalog') : undefined,
    busy: exports.busy,
  }
  const { busy } = transfers
  const noList = hub.customerList === null ? t('exchange.noCustomerList') : undefined
  return (
    <div className="exchange">
      <div className="exchange-actions">
        <ExchangeButton isMain {...ofCatalog} onClick={() => exports.start('catalog')}>
          {t('exchange.articles')}
        </ExchangeButton>
        <ExchangeButton isMain busy={busy} onClick={() => setAsking('status')}>
          {t('exchange.status')}
        </ExchangeButton>
        <div className="exchange-gap" />
        <ExchangeButton {...ofCatalog} onClick={() => exports.start('images')}>
          {t('exchange.images')}
        </ExchangeButton>
        <ExchangeButton {...ofCatalog} onClick={() => exports.start('stock')}>
          {t('exchange.stock')}
        </ExchangeButton>
        <ExchangeButton reason={noList} busy={busy} onClick={() => transfers.start('customers')}>
          {t('exchange.customers')}
        </ExchangeButton>
        <ExchangeButton busy={busy} onClick={() => setAsking('orders')}>
          {t('exchange.orders')}
        </ExchangeButton>
        <ExchangeButton busy={busy} onClick={() => setAsking('invoices')}>
          {t('exchange.invoices')}
        </ExchangeButton>
        <ExchangeButton busy={busy} onClick={() => transfers.start('receive')}>
          {t('exchange.receive')}
        </ExchangeButton>
        <ExchangeButton busy={busy} onClick={() => transfers.start('receiveAll')}>
          {t('exchange.receiveAll')}
        </ExchangeButton>
      </div>
      <div className="exchange-results">
        <ExportProgress progress={exports.progress} />
        <TransferProgress transfer={transfers.current} />
      </div>
      {asking === 'status' && <StatusChanger onClose={stopAsking} />}
      {asking === 'orders' && <OrderSender hub={hub} onClose={stopAsking} />}
      {asking === 'invoices' && <InvoicePicker hub={hub} onClose={stopAsking} />}
    </div>
  )
}
