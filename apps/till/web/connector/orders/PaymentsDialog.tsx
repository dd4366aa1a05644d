import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'

/** Behind the amount: the payments that came with the order (contract, kezia D19). */
export function PaymentsDialog({ order, onClose }: { order: WebOrderRow; onClose(): void }) {
  return (
    <Modal title={t('panel.payments')} onClose={onClose}>
      <p className={`badge badge-${order.payment}`}>{t(`payment.${order.payment}`)}</p>
      {order.saleNumber !== null && <p>{t('panel.invoice', { number: order.saleNumber })}</p>}
      {order.payments.length === 0 ? (
        <p>{t('panel.noPayment')}</p>
      ) : (
        <ul className="payments">
          {order.payments.map(({ name, cents }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be alike, and the list never reorders
            <li key={index}>
              <span>{name ?? t('panel.paymentName')}</span>
              <span className="number">{formatMoney(cents, order.currency)}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.close')}</Button>
      </div>
    </Modal>
  )
}
