import type { OwnOrderDetails } from '../../src/orders/wire.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import { useEndOrder } from './useEndOrder.ts'
import type { OwnOrderState } from './useOwnOrder.ts'

interface OwnOrderBarProps {
  /** As the till knows it now. */
  order: OwnOrderDetails | undefined
  sheet: OwnOrderState
  /** Present when the commande changed since the sheet was filled. */
  onRead: (() => void) | undefined
  onClose(): void
}

/**
 * The keys of W-12; the yellow sub-title is «Commande» while it has no number. Left greyed: programmable keys are those of
 * CAISSE (contract, kezia W-6), and BONS DE LIVRAISON are made elsewhere (D5).
 */
export function OwnOrderBar({ order, sheet, onRead, onClose }: OwnOrderBarProps) {
  const remove = useEndOrder('delete', onClose)
  const isOver = order !== undefined && order.status !== 'open'
  return (
    <div className="order-keys">
      <p className="order-number">{order?.number ?? t('own.new')}</p>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      {order && !onRead && <UnavailableButton>{t('order.deliveryNote')}</UnavailableButton>}
      {isOver && (
        <p role="alert" className="order-state">
          {t('own.over', { state: t(`own.status.${order.status}`) })}
        </p>
      )}
      {!isOver && onRead && (
        <>
          <p role="alert" className="order-state">
            {t('own.outdated')}
          </p>
          <Button onClick={onRead}>{t('own.readAgain')}</Button>
        </>
      )}
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
