import type { StartableKind } from '../../../src/connector/transfers/wire.ts'
import { t } from '../../labels/index.ts'
import type { Transfers } from './useTransfers.ts'

interface TransferButtonProps {
  transfers: Transfers
  kind: StartableKind
  /** Why it cannot be pressed (contract, kezia R-C10). */
  reason?: string | undefined
}

export const TransferButton = ({ transfers: { start, isBusy }, kind, reason }: TransferButtonProps) => (
  <button
    type="button"
    className="exchange-button"
    aria-disabled={reason !== undefined || isBusy}
    title={reason}
    onClick={() => reason === undefined && !isBusy && start(kind)}
  >
    {t(`exchange.${kind}`)}
  </button>
)
