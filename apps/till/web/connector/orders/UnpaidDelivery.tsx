import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'

interface UnpaidDeliveryProps {
  order: WebOrderRow
  onPay(): void
  /** The driver settles later. */
  onSkip(): void
  onClose(): void
}

/**
 * «Commande livrée» for an unpaid order: it is settled first, unless the driver settles later (contract,
 * kezia D36).
 */
export const UnpaidDelivery = ({ order, onPay, onSkip, onClose }: UnpaidDeliveryProps) => (
  <Modal title={t('panel.delivered')} onClose={onClose} onSubmit={onPay}>
    <p>{t('unpaid.question', { code: order.code, amount: formatMoney(order.dueCents, order.currency) })}</p>
    <div className="confirm-buttons">
      <Button onClick={onClose}>{t('app.cancel')}</Button>
      <Button onClick={onSkip}>{t('unpaid.skip')}</Button>
      <Button look="primary" type="submit">
        {t('panel.payment')}
      </Button>
    </div>
  </Modal>
)
