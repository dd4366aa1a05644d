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
  /** The order's display name. */
  name: string
  /** Amount left to pay, in cents. */
  dueCents: number
  /** API path that the settlement is posted to. */
  path: string
  /** Query key of the orders to reread afterwards. */
  queryKey: string
  /** The mode focused first; null for the first of the list. */
  modeId?: number | null
  /** Called as soon as the invoice is made. */
  onSettled?: (() => void) | undefined
  onClose(): void
}

/** W-7 with the amount left on an order, then its invoice on screen. */
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
