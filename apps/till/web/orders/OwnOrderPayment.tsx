import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { OwnOrderRow } from '../../src/orders/wire.ts'
import type { Payment, Sale } from '../../src/sales/wire.ts'
import { SellerField } from '../connector/orders/SellerField.tsx'
import { useSeller } from '../connector/orders/useSeller.ts'
import { Settlement } from '../counter/Settlement.tsx'
import { TicketDialog } from '../counter/TicketDialog.tsx'
import { usePrinter } from '../counter/usePrinter.tsx'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { uuid } from '../lib/uuid.ts'

interface OwnOrderPaymentProps {
  order: Pick<OwnOrderRow, 'number' | 'totalCents' | 'depositCents'>
  onClose(): void
}

/** «Facturer»: W-7 with what is left to pay, then the facture on screen. */
export function OwnOrderPayment({ order, onClose }: OwnOrderPaymentProps) {
  const [draftId] = useState(() => uuid())
  const [invoice, setInvoice] = useState<number>()
  const { seller } = useSeller()
  const { print, sheet } = usePrinter()
  const queryClient = useQueryClient()
  const dueCents = order.totalCents - order.depositCents
  async function settle(payments: Payment[], isPrinted: boolean): Promise<Sale> {
    try {
      return await api.post<Sale>(`/orders/${order.number}/invoice`, {
        draftId,
        sellerId: seller?.id,
        payments,
        dueCents,
        isPrinted,
      })
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['own-orders'] })
    }
  }
  return (
    <>
      {invoice === undefined ? (
        <Settlement
          totalCents={dueCents}
          settle={settle}
          isReady={seller !== undefined}
          onClose={onClose}
          onSold={({ number }, format) => {
            setInvoice(number)
            if (format) void print(number, format)
          }}
        >
          <div className="settlement-order">
            <strong>{t('document.order', { name: order.number })}</strong>
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
