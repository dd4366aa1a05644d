import type { Transfer } from '../../../src/connector/transfers/wire.ts'
import { t } from '../../labels/index.ts'

/** The progress line, then the result line with the list of errors (contract, kezia D9). */
export function TransferProgress({ transfer }: { transfer: Transfer | undefined }) {
  if (!transfer || transfer.state === 'idle') return null
  const { state, sent, errors, warnings, done, total } = transfer
  if (state === 'running')
    return (
      <div className="export-progress" role="status">
        <p>{runningText(transfer)}</p>
        <progress
          aria-label={runningText(transfer)}
          {...(total === null ? {} : { value: done, max: total })}
        />
      </div>
    )
  return (
    <div className={errors.length > 0 ? 'export-progress export-failed' : 'export-progress'} role="status">
      <p>{t('exchange.done', { sent, errors: errors.length })}</p>
      {[...errors, ...warnings].length > 0 && (
        <ul>
          {[...errors, ...warnings].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function runningText({ kind, done, total }: Transfer): string {
  if (kind === 'orders') return t('exchange.running.orders')
  if (kind === 'status') return t('exchange.running.status')
  if (kind === 'invoices') return t('exchange.running.invoices', { done, total: total ?? done })
  if (kind !== 'customers') return t('exchange.running.receive', { done })
  return total === null
    ? t('exchange.running.customerList')
    : t('exchange.running.customers', { done, total })
}
