import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Payment, Sale } from '../../../src/sales/wire.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { Settlement } from '../../counter/Settlement.tsx'
import { TicketDialog } from '../../counter/TicketDialog.tsx'
import { usePrinter } from '../../counter/usePrinter.tsx'
import { api } from '../../lib/api.ts'
import { uuid } from '../../lib/uuid.ts'
import { SellerField } from './SellerField.tsx'
import { useSeller } from './useSeller.ts'

interface OrderPaymentProps {
  order: Pick<WebOrderRow, 'number' | 'code' | 'dueCents'>
  /** As soon as the invoice is made. */
  onSettled?(): void
  onClose(): void
}

/** «Paiement»: W-7 with what is left to pay, then the invoice on screen (contract, kezia R-K4, §3.3). */
export function OrderPayment({ order, onSettled, onClose }: OrderPaymentProps) {
  const [draftId] = useState(() => uuid())
  const [invoice, setInvoice] = useState<number>()
  const { seller } = useSeller()
  const { print, sheet } = usePrinter()
  const queryClient = useQueryClient()
  async function settle(payments: Payment[], isPrinted: boolean): Promise<Sale> {
    const { number, dueCents } = order
    try {
      return await api.post<Sale>(`/web-orders/${number}/invoice`, {
        draftId,
        sellerId: seller?.id,
        payments,
        dueCents,
        isPrinted,
      })
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['web-orders'] })
    }
  }
  return (
    <>
      {invoice === undefined ? (
        <Settlement
          totalCents={order.dueCents}
          settle={settle}
          isReady={seller !== undefined}
          onClose={onClose}
          onSold={({ number }, format) => {
            setInvoice(number)
            onSettled?.()
            if (format) void print(number, format)
          }}
        >
          <div className="settlement-order">
            <strong>{order.code}</strong>
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
