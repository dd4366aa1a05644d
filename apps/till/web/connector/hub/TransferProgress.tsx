import type { Transfer } from '../../../src/connector/transfers/wire.ts'
import { t } from '../../labels/index.ts'
import { Result, Running } from './Progress.tsx'

/** Progress of a transfer, then its result (contract, kezia D9). */
export function TransferProgress({ transfer }: { transfer: Transfer | undefined }) {
  if (!transfer || transfer.state === 'idle') return null
  const name = t(`exchange.${transfer.kind}`)
  if (transfer.state === 'done') return <Result name={name} {...transfer} />
  return <Running name={name} text={transferringText(transfer)} done={transfer.done} total={transfer.total} />
}

export function transferringText({ kind, done, total }: Transfer): string {
  if (kind === 'orders') return t('exchange.running.orders')
  if (kind === 'status') return t('exchange.running.status')
  if (kind === 'invoices') return t('exchange.running.invoices', { done, total: total ?? done })
  if (kind !== 'customers') return t('exchange.running.receive', { done })
  return total === null
    ? t('exchange.running.customerList')
    : t('exchange.running.customers', { done, total })
}
