import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { InvoiceSettlement } from '../../counter/InvoiceSettlement.tsx'

interface OrderPaymentProps {
  order: Pick<WebOrderRow, 'number' | 'code' | 'dueCents'>
  /** Called as soon as the invoice is made. */
  onSettled?(): void
  onClose(): void
}

/** «Paiement»: W-7 with the amount left to pay, then the invoice on screen (contract, kezia R-K4, §3.3). */
export const OrderPayment = ({ order, onSettled, onClose }: OrderPaymentProps) => (
  <InvoiceSettlement
    name={order.code}
    dueCents={order.dueCents}
    path={`/web-orders/${order.number}/invoice`}
    queryKey="web-orders"
    onSettled={onSettled}
    onClose={onClose}
  />
)
