import { useState } from 'react'
import type { ExportKind } from '../../../src/connector/catalog/wire.ts'
import type { HubState } from '../../../src/connector/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { ExportProgress } from './ExportProgress.tsx'
import { InvoicePicker } from './InvoicePicker.tsx'
import { OrderSender } from './OrderSender.tsx'
import { StatusChanger } from './StatusChanger.tsx'
import { TransferButton } from './TransferButton.tsx'
import { TransferProgress } from './TransferProgress.tsx'
import { useCatalogExport } from './useCatalogExport.ts'
import { useTransfers } from './useTransfers.ts'

/** «E/S»: one big button per manual transfer, in the order of the contract (kezia W-3). */
export function ExchangeTab({ hub }: { hub: HubState }) {
  const { progress, start, isBusy } = useCatalogExport(hub.catalog?.name ?? hub.catalog?.id ?? '')
  const transfers = useTransfers(hub.customerList?.name ?? hub.customerList?.id ?? '')
  const [isChanging, setIsChanging] = useState(false)
  const [isPicking, setIsPicking] = useState(false)
  const [isAsking, setIsAsking] = useState(false)
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
        <button
          type="button"
          className="exchange-button exchange-main"
          aria-disabled={transfers.isBusy}
          onClick={() => !transfers.isBusy && setIsChanging(true)}
        >
          {t('exchange.status')}
        </button>
        <div className="exchange-gap" />
        {send('images', 'exchange.images')}
        {send('stock', 'exchange.stock')}
        <TransferButton
          transfers={transfers}
          kind="customers"
          reason={hub.customerList === null ? t('exchange.noCustomerList') : undefined}
        />
        <button
          type="button"
          className="exchange-button"
          aria-disabled={transfers.isBusy}
          onClick={() => !transfers.isBusy && setIsAsking(true)}
        >
          {t('exchange.orders')}
        </button>
        <button
          type="button"
          className="exchange-button"
          aria-disabled={transfers.isBusy}
          onClick={() => !transfers.isBusy && setIsPicking(true)}
        >
          {t('exchange.invoices')}
        </button>
        <TransferButton transfers={transfers} kind="receive" />
        <TransferButton transfers={transfers} kind="receiveAll" />
      </div>
      <ExportProgress progress={progress} />
      <TransferProgress transfer={transfers.current} />
      {isChanging && <StatusChanger onClose={() => setIsChanging(false)} />}
      {isAsking && <OrderSender onClose={() => setIsAsking(false)} />}
      {isPicking && <InvoicePicker hub={hub} onClose={() => setIsPicking(false)} />}
    </div>
  )
}
