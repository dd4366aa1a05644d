import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatQuantity } from '../quantity.ts'
import { SheetHead, SheetPerson } from './SheetHead.tsx'

interface PreparationTicketProps {
  order: WebOrderDetails
  timeZone: string
  isDuplicate: boolean
}

/** Kitchen ticket: what to prepare, for whom and when, without prices (contract, kezia §5.6). */
export const PreparationTicket = ({ order, timeZone, isDuplicate }: PreparationTicketProps) => (
  <article className="slip slip-ticket">
    {isDuplicate && <p className="slip-duplicate">{t('print.duplicate')}</p>}
    <h3>{t('print.preparation')}</h3>
    <SheetHead order={order} timeZone={timeZone} />
    {order.preparationMinutes > 0 && (
      <p className="slip-minutes">{t('print.minutes', { minutes: order.preparationMinutes })}</p>
    )}
    <ul className="slip-lines">
      {order.lines
        .filter(({ kind }) => kind !== 'charge')
        .map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
          <li key={index} className={`slip-line slip-line-${Math.min(line.depth, 2)}`}>
            <strong>
              {line.kind === 'deal' ? '' : `${formatQuantity(line.quantity)} × `}
              {line.name}
            </strong>
            {line.note && <small>{line.note}</small>}
          </li>
        ))}
    </ul>
    {order.customerNotes && <p className="slip-notes">{order.customerNotes}</p>}
    <SheetPerson order={order} />
    <p className="slip-payment">{t(`print.${order.payment}`)}</p>
  </article>
)
