import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import { useEndOrder } from './useEndOrder.ts'
import type { OwnOrderState } from './useOwnOrder.ts'

interface OwnOrderBarProps {
  order: OwnOrderDetails | undefined
  sheet: OwnOrderState
  onClose(): void
}

/** The keys of W-12; the yellow sub-title is «Commande» while it has no number. */
export function OwnOrderBar({ order, sheet, onClose }: OwnOrderBarProps) {
  const remove = useEndOrder('delete', onClose)
  const isOver = order !== undefined && order.status !== 'open'
  return (
    <div className="order-keys">
      <p className="order-number">{order?.number ?? t('own.new')}</p>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      {order && <UnavailableButton>{t('order.deliveryNote')}</UnavailableButton>}
      {isOver && <p role="status">{t('own.over', { state: t(`own.status.${order.status}`) })}</p>}
      <span className="spacer" />
      {order && (
        <Button
          look="danger"
          disabled={order.status !== 'open' && order.status !== 'cancelled'}
          onClick={() => void remove(order)}
        >
          {t('order.delete')}
        </Button>
      )}
      <Button look="primary" disabled={isOver || sheet.isSaving} onClick={sheet.save}>
        {t('order.ok')}
      </Button>
      <Button onClick={onClose}>{t('order.quit')}</Button>
    </div>
  )
}
