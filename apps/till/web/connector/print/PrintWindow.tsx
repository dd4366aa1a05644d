import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { createPortal } from 'react-dom'
import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { shopQuery } from '../../lib/queries.ts'
import { asWebOrder } from '../../orders/asWebOrder.ts'
import { ownOrderQuery } from '../../orders/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import type { WindowProps } from '../../windows/types.ts'
import { hubQuery, webOrderQuery } from '../queries.ts'
import { OrderPage } from './OrderPage.tsx'
import { PreparationTicket } from './PreparationTicket.tsx'
import { usePrint } from './usePrint.ts'

/** The sheet on screen, and the browser's own print dialog (contract, kezia §5.6). */
export function PrintWindow({ params, close }: WindowProps) {
  const number = Number(params.number)
  const isOwn = params.own !== undefined
  const web = useQuery({ ...webOrderQuery(number), enabled: !isOwn })
  const own = useQuery({ ...ownOrderQuery(number), enabled: isOwn, select: asWebOrder })
  const { data: hub } = useQuery(hubQuery)
  const { data: shop } = useQuery(shopQuery)
  const print = usePrint()
  const isTicket = params.kind === 'ticket'
  // Each print of a ticket is counted, so that the next one is a «DUPLICATA».
  const printAgain = () => (isTicket ? void print(number, 'ticket', { isOwn }) : window.print())
  const timeZone = hub?.timeZone ?? shop?.timeZone ?? 'Europe/Paris'
  const sheet = (order: WebOrderDetails) =>
    isTicket ? (
      <PreparationTicket order={order} timeZone={timeZone} isDuplicate={Number(params.count) > 1} />
    ) : (
      <OrderPage order={order} timeZone={timeZone} shopName={shop?.name ?? ''} />
    )
  return (
    <Loaded<WebOrderDetails> query={isOwn ? own : web}>
      {(order) => (
        <div className="print-window">
          <div className="print-preview">{sheet(order)}</div>
          <div className="confirm-buttons">
            <Button look="primary" onClick={printAgain}>
              {t('print.print')}
            </Button>
            <Button onClick={close}>{t('app.close')}</Button>
          </div>
          <Paper>{sheet(order)}</Paper>
        </div>
      )}
    </Loaded>
  )
}

/** Rendered beside the screens and visible on paper only; prints when it mounts. */
function Paper({ children }: { children: React.ReactNode }) {
  useEffect(() => window.print(), [])
  return createPortal(
    <div className="print-paper" aria-hidden="true">
      {children}
    </div>,
    document.body,
  )
}
