import type { Sale } from '../../src/sales/wire.ts'
import { CounterSettlement } from './CounterSettlement.tsx'
import { DiscountDialog } from './DiscountDialog.tsx'
import { PriceDialog } from './PriceDialog.tsx'
import { RecallDialog } from './RecallDialog.tsx'
import { TicketDialog } from './TicketDialog.tsx'
import type { Counter } from './useCounter.ts'
import type { PrintFormat } from './usePrinter.tsx'

export type CounterDialog =
  | { kind: 'settlement' | 'recall' }
  | { kind: 'lineDiscount' | 'totalDiscount'; typed: string }
  | { kind: 'price'; line: number }
  | { kind: 'ticket'; number: number; isSold: boolean }

interface CounterDialogsProps {
  counter: Counter
  dialog: CounterDialog
  onClose(): void
  onSold(sale: Sale, format: PrintFormat | undefined): void
  onPrint(number: number, format: PrintFormat): void
}

export function CounterDialogs({ counter, dialog, onClose, onSold, onPrint }: CounterDialogsProps) {
  switch (dialog.kind) {
    case 'settlement':
      return <CounterSettlement counter={counter} onClose={onClose} onSold={onSold} />
    case 'price':
      return <PriceDialog counter={counter} line={dialog.line} onClose={onClose} />
    case 'recall':
      return <RecallDialog counter={counter} onClose={onClose} />
    case 'ticket':
      return (
        <TicketDialog number={dialog.number} isSold={dialog.isSold} onClose={onClose} onPrint={onPrint} />
      )
    default:
      return <DiscountDialog counter={counter} scope={dialog.kind} typed={dialog.typed} onClose={onClose} />
  }
}
