import type { OwnOrderRow } from '../../src/orders/wire.ts'
import { StockKeys } from '../connector/open-orders/StockKeys.tsx'
import { usePrint } from '../connector/print/usePrint.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import { useWindows } from '../windows/manager.tsx'
import { useEndOrder } from './useEndOrder.ts'

interface OpenOwnKeysProps {
  order: OwnOrderRow
  /** «Facturer». */
  onPay(): void
  onClose(): void
}

/** The keys of W-11 for a commande of this till; what is greyed for a web order is greyed here, for the same reasons. */
export function OpenOwnKeys({ order, onPay, onClose }: OpenOwnKeysProps) {
  const { open } = useWindows()
  const print = usePrint()
  const end = useEndOrder('close')
  const { number } = order
  return (
    <div className="open-keys">
      <Button onClick={() => void end(order)}>{t('open.settle')}</Button>
      <UnavailableButton>{t('open.deliveryNote')}</UnavailableButton>
      <Button disabled={order.status !== 'open'} onClick={onPay}>
        {t('open.invoice')}
      </Button>
      <StockKeys />
      <Button
        disabled={order.status !== 'open' || order.isInPreparation}
        onClick={() => void print(number, 'ticket', { isOwn: true, action: 'prepare' })}
      >
        {t('open.prepare')}
      </Button>
      <Button
        disabled={order.status !== 'open'}
        onClick={() => void print(number, 'ticket', { isOwn: true })}
      >
        {t('open.ticket')}
      </Button>
      <Button onClick={() => void print(number, 'page', { isOwn: true })}>{t('open.print')}</Button>
      <UnavailableButton>{t('open.f3')}</UnavailableButton>
      <UnavailableButton>{t('open.central')}</UnavailableButton>
      <Button look="primary" onClick={() => open('new-order', { number })}>
        {t('open.view')}
      </Button>
      <Button onClick={onClose}>{t('app.close')}</Button>
    </div>
  )
}
