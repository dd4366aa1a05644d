import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Payment, Sale } from '../../src/sales/wire.ts'
import { SellerField } from '../connector/orders/SellerField.tsx'
import { useSeller } from '../connector/orders/useSeller.ts'
import { api } from '../lib/api.ts'
import { uuid } from '../lib/uuid.ts'
import { Settlement } from './Settlement.tsx'
import { TicketDialog } from './TicketDialog.tsx'
import { usePrinter } from './usePrinter.tsx'

interface InvoiceSettlementProps {
  /** What the order is called. */
  name: string
  /** What is left to pay. */
  dueCents: number
  /** Where the settlement is posted. */
  path: string
  /** The orders that are read again afterwards. */
  queryKey: string
  /** The mode that the keyboard starts on; the first one unless told. */
  modeId?: number | null
  /** As soon as the invoice is made. */
  onSettled?: (() => void) | undefined
  onClose(): void
}

/** W-7 with what an order still has to pay, then its invoice on screen. */
export function InvoiceSettlement(props: InvoiceSettlementProps) {
  const { name, dueCents, path, queryKey, modeId = null, onSettled, onClose } = props
  const [draftId] = useState(() => uuid())
  const [invoice, setInvoice] = useState<number>()
  const { seller } = useSeller()
  const { print, sheet } = usePrinter()
  const queryClient = useQueryClient()
  async function settle(payments: Payment[], isPrinted: boolean): Promise<Sale> {
    try {
      return await api.post<Sale>(path, { draftId, sellerId: seller?.id, payments, dueCents, isPrinted })
    } finally {
      void queryClient.invalidateQueries({ queryKey: [queryKey] })
    }
  }
  return (
    <>
      {invoice === undefined ? (
        <Settlement
          totalCents={dueCents}
          settle={settle}
          isReady={seller !== undefined}
          modeId={modeId}
          onClose={onClose}
          onSold={({ number }, format) => {
            setInvoice(number)
            onSettled?.()
            if (format) void print(number, format)
          }}
        >
          <div className="settlement-order">
            <strong>{name}</strong>
            <SellerField />
          </div>
        </Settlement>
      ) : (
        <TicketDialog
          number={invoice}
          isSold
          onClose={onClose}
          onPrint={(number, format) => void print(number, format)}
        />
      )}
      {sheet}
    </>
  )
}
