import { isValidated } from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { Button, UnavailableButton } from '../../ui/Button.tsx'
import { useConfirm } from '../../ui/confirm.tsx'
import { useWindows } from '../../windows/manager.tsx'
import { isPayable } from '../orders/payable.ts'
import { useWork } from '../orders/useWork.ts'
import { usePrint } from '../print/usePrint.ts'
import { StockKeys } from './StockKeys.tsx'

interface OpenOrderKeysProps {
  order: WebOrderRow | undefined
  /** «Facturer». */
  onPay(): void
  onClose(): void
}

/**
 * The keys of W-11 for a web order. Greyed: BONS DE LIVRAISON are made elsewhere (contract, kezia D5); «Voir
 * F3» and «Central T» show orders of another till and of a telephone exchange, which this program does not
 * have.
 */
export function OpenOrderKeys({ order, onPay, onClose }: OpenOrderKeysProps) {
  const { open } = useWindows()
  const confirm = useConfirm()
  const print = usePrint()
  const number = order?.number ?? 0
  const code = order?.code ?? ''
  const said = (status: 'cancelled' | 'in_preparation') =>
    t('panel.done', { code, status: t(`status.${status}`) })
  const cancel = useWork({ number }, 'cancel', said('cancelled'))
  const prepare = useWork({ number }, 'prepare', said('in_preparation'))
  const settle = async () => {
    const message = t('open.settle.question', { code })
    if (await confirm({ title: t('open.settle'), message })) cancel.mutate({})
  }
  const isPrintable = order !== undefined && isValidated(order.status)
  return (
    <div className="open-keys">
      <Button disabled={!order} onClick={() => void settle()}>
        {t('open.settle')}
      </Button>
      <UnavailableButton>{t('open.deliveryNote')}</UnavailableButton>
      <Button disabled={!order || !isPayable(order) || !isValidated(order.status)} onClick={onPay}>
        {t('open.invoice')}
      </Button>
      <StockKeys />
      <Button disabled={order?.status !== 'accepted'} onClick={() => prepare.mutate({})}>
        {t('open.prepare')}
      </Button>
      <Button disabled={!isPrintable} onClick={() => void print(number, 'ticket')}>
        {t('open.ticket')}
      </Button>
      <Button disabled={!isPrintable} onClick={() => void print(number, 'page')}>
        {t('open.print')}
      </Button>
      <UnavailableButton>{t('open.f3')}</UnavailableButton>
      <UnavailableButton>{t('open.central')}</UnavailableButton>
      <Button look="primary" disabled={!order} onClick={() => open('order-sheet', { number })}>
        {t('open.view')}
      </Button>
      <Button onClick={onClose}>{t('app.close')}</Button>
    </div>
  )
}
