import type { OwnOrderRow } from '../../src/orders/wire.ts'
import { InvoiceSettlement } from '../counter/InvoiceSettlement.tsx'
import { t } from '../labels/index.ts'

interface OwnOrderPaymentProps {
  order: Pick<OwnOrderRow, 'number' | 'totalCents' | 'depositCents' | 'paymentModeId'>
  onClose(): void
}

/** «Facturer»: W-7 with what is left to pay, then the facture on screen. */
export const OwnOrderPayment = ({ order, onClose }: OwnOrderPaymentProps) => (
  <InvoiceSettlement
    name={t('document.order', { name: order.number })}
    dueCents={order.totalCents - order.depositCents}
    path={`/orders/${order.number}/invoice`}
    queryKey="own-orders"
    modeId={order.paymentModeId}
    onClose={onClose}
  />
)
