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

/**
 * The keys of W-12 for a web order, and what happened to it while it was open. Greyed: programmable keys
 * belong to CAISSE (contract, kezia W-6), and BONS DE LIVRAISON are made elsewhere (D5).
 */
export function SheetKeys({ order, sheet, onClose }: SheetKeysProps) {
  const confirm = useConfirm()
  const done = t('panel.done', { code: order.code, status: t('status.cancelled') })
  const cancel = useWork(order, 'cancel', done, onClose)
  /** «Rejeter» while the order waits, a cancellation afterwards (contract, kezia R-A5). */
  const remove = async () => {
    if (order.status === 'pending') return sheet.ask('reject')
    const message = t('order.delete.question', { code: order.code })
    if (await confirm({ title: t('order.delete'), message })) cancel.mutate({})
  }
  const state = order.isFinal
    ? t('order.over', { status: t(`status.${order.status}`) })
    : order.handledElsewhere
      ? t('list.elsewhere')
      : undefined
  return (
    <div className="order-keys">
      <p className="order-number">{order.number}</p>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      <UnavailableButton>{t('order.mcu')}</UnavailableButton>
      {!sheet.isOutdated && <UnavailableButton>{t('order.deliveryNote')}</UnavailableButton>}
      {state !== undefined && (
        <p role="alert" className="order-state">
          {state}
        </p>
      )}
      {state === undefined && sheet.isOutdated && (
        <>
          <p role="alert" className="order-state">
            {t('order.outdated')}
          </p>
          <Button onClick={sheet.forget}>{t('own.readAgain')}</Button>
        </>
      )}
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
