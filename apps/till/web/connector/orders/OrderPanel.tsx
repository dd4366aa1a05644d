import { useState } from 'react'
import {
  type BandColour,
  bandColour,
  isInWork,
  isValidated,
  isWaiting,
  lateText,
  minutesLate,
} from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import { useWindows } from '../../windows/manager.tsx'
import { PrintDialog } from '../print/PrintDialog.tsx'
import { usePrint } from '../print/usePrint.ts'
import { AcceptDialog } from './AcceptDialog.tsx'
import { CommentDialog } from './CommentDialog.tsx'
import { DelayDialog } from './DelayDialog.tsx'
import { MainButton } from './MainButton.tsx'
import { OrderPayment } from './OrderPayment.tsx'
import { PanelButton, WorkButton } from './PanelButton.tsx'
import { PanelFacts } from './PanelFacts.tsx'
import { PaymentsDialog } from './PaymentsDialog.tsx'
import { isPayable } from './payable.ts'
import { RejectDialog } from './RejectDialog.tsx'
import { UnpaidDelivery } from './UnpaidDelivery.tsx'
import { useComplete } from './useComplete.ts'
import { useNow } from './useNow.ts'

interface OrderPanelProps {
  order: WebOrderRow | undefined
  timeZone: string
}

type Dialog = 'accept' | 'reject' | 'payments' | 'delay' | 'comment' | 'print' | 'unpaid'

/** The order as it was when «Paiement» was pressed: the list may select another one meanwhile. */
interface Paying {
  order: WebOrderRow
  /** True if the order is handed over once it is settled. */
  completes: boolean
}

/** The right side of W-8: the selected order and its actions. */
export function OrderPanel({ order, timeZone }: OrderPanelProps) {
  const [dialog, setDialog] = useState<Dialog>()
  const [paying, setPaying] = useState<Paying>()
  const { open } = useWindows()
  const print = usePrint()
  const complete = useComplete()
  const payment = paying && (
    <OrderPayment
      key={paying.order.number}
      order={paying.order}
      onClose={() => setPaying(undefined)}
      onSettled={() => paying.completes && complete.mutate({ order: paying.order })}
    />
  )
  if (!order)
    return (
      <aside className="order-panel state">
        {t('list.choose')}
        {payment}
      </aside>
    )
  const waits = isWaiting(order.status)
  const isOpen = isPayable(order)
  const pay = (completes: boolean) => {
    setDialog(undefined)
    setPaying({ order, completes })
  }
  const handOver = () => {
    if (order.dueCents === 0) complete.mutate({ order })
    else if (order.serviceType === 'delivery') setDialog('unpaid')
    else pay(true)
  }
  const closeDialog = () => setDialog(undefined)
  return (
    <aside className="order-panel" aria-label={t('panel.order', { code: order.code })}>
      <Band order={order} />
      <PanelFacts order={order} timeZone={timeZone} />
      <div className="panel-buttons">
        <PanelButton onClick={() => open('web-order-details', { number: order.number })}>
          {t('panel.details')}
        </PanelButton>
        <PanelButton onClick={() => (isOpen && order.dueCents !== 0 ? pay(false) : setDialog('payments'))}>
          {formatMoney(order.totalCents, order.currency)}
        </PanelButton>
        <MainButton order={order} onAccept={() => setDialog('accept')} onComplete={handOver} />
        <PanelButton look="reject" isOff={!waits} onClick={() => setDialog('reject')}>
          {t('panel.reject')}
        </PanelButton>
        <PanelButton isOff={!isInWork(order.status)} onClick={() => setDialog('delay')}>
          {t('panel.delay')}
        </PanelButton>
        <WorkButton order={order} action="ready" status="ready" isOff={!isInWork(order.status)}>
          {t('panel.ready')}
        </WorkButton>
        <PanelButton isOff={!isValidated(order.status)} onClick={() => setDialog('print')}>
          {t('panel.print')}
        </PanelButton>
        <PanelButton isOff={!isValidated(order.status)} onClick={() => setDialog('comment')}>
          {t('panel.comment')}
        </PanelButton>
        <PanelButton isOff={!isOpen || !isValidated(order.status)} onClick={() => pay(false)}>
          {t('panel.payment')}
        </PanelButton>
      </div>
      {dialog === 'accept' && (
        <AcceptDialog key={order.number} order={order} timeZone={timeZone} onClose={closeDialog} />
      )}
      {dialog === 'reject' && <RejectDialog key={order.number} order={order} onClose={closeDialog} />}
      {dialog === 'delay' && (
        <DelayDialog key={order.number} order={order} timeZone={timeZone} onClose={closeDialog} />
      )}
      {dialog === 'comment' && <CommentDialog key={order.number} order={order} onClose={closeDialog} />}
      {dialog === 'print' && (
        <PrintDialog
          onClose={closeDialog}
          onChoose={(choice) => {
            closeDialog()
            void print(order.number, choice)
          }}
        />
      )}
      {dialog === 'payments' && <PaymentsDialog order={order} onClose={closeDialog} />}
      {dialog === 'unpaid' && (
        <UnpaidDelivery
          order={order}
          onPay={() => pay(true)}
          onSkip={() => {
            closeDialog()
            complete.mutate({ order, isUnpaidAllowed: true })
          }}
          onClose={closeDialog}
        />
      )}
      {payment}
    </aside>
  )
}

/** `En attente(+7 min.)`: the colour repeats the text and never replaces it (contract, kezia D18). */
function Band({ order }: { order: WebOrderRow }) {
  const now = useNow()
  const late = minutesLate(Date.parse(order.dueAt), now.getTime())
  const colour: BandColour | 'none' = order.isFinal ? 'none' : bandColour(late)
  return (
    <p className={`band band-${colour}`}>
      {t(`status.${order.status}`)}
      {!order.isFinal && lateText(late)}
    </p>
  )
}
