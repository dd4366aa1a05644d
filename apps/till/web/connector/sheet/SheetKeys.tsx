import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { Button, UnavailableButton } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useWork } from '../orders/useWork.ts'
import type { OrderSheetState } from './useOrderSheet.ts'

interface SheetKeysProps {
  order: WebOrderDetails
  sheet: OrderSheetState
  onClose(): void
}

export function SheetKeys({ order, sheet, onClose }: SheetKeysProps) {
  const confirm = useConfirm()
  const done = t('panel.done', { code: order.code, status: t('status.cancelled') })
  const cancel = useWork(order, 'cancel', done, onClose)
  /** «Rejeter» while it waits, a cancellation afterwards (contract, kezia R-A5). */
  const remove = async () => {
    if (order.status === 'pending') return sheet.ask('reject')
    const message = t('order.delete.question', { code: order.code })
    if (await confirm({ title: t('order.delete'), message })) cancel.mutate({})
  }
  return (
    <div className="order-keys">
      <p className="order-number">{order.number}</p>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      <UnavailableButton>{t('order.deliveryNote')}</UnavailableButton>
      <span className="spacer" />
      <Button look="danger" disabled={order.isFinal} onClick={() => void remove()}>
        {t('order.delete')}
      </Button>
      <Button look="primary" disabled={order.isFinal || sheet.isSaving} onClick={sheet.save}>
        {t('order.ok')}
      </Button>
      <Button onClick={onClose}>{t('order.quit')}</Button>
    </div>
  )
}
