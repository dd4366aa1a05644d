import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { OrderLine, WebOrderDetails } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatDateTime, formatMoney } from '../../lib/format.ts'
import { asWebOrder, type OwnLine } from '../../orders/asWebOrder.ts'
import { ownOrderQuery } from '../../orders/queries.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { formatQuantity } from '../quantity.ts'
import { webOrderQuery } from '../queries.ts'

const headings = [
  ['line', true],
  ['lineCode', false],
  ['idart', true],
  ['reference', false],
  ['quantity', true],
  ['delivered', true],
  ['due', false],
  ['price', true],
  ['discount', true],
] as const

/**
 * The till's own lines have a number and a discount. A web line has only its position, and its price is
 * final.
 */
type ShownLine = OrderLine & Partial<Pick<OwnLine, 'lineId' | 'discountCents'>>
type Shown = Omit<WebOrderDetails, 'lines'> & { lines: ShownLine[] }

interface OpenOrderLinesProps {
  number: number | undefined
  /** True for an order taken at this till. */
  isOwn: boolean
  timeZone: string
}

/**
 * The lower grid of W-11: the lines of the selected order. Each line is due with its order (contract, kezia
 * R-K11).
 */
export function OpenOrderLines({ number, isOwn, timeZone }: OpenOrderLinesProps) {
  const isShown = number !== undefined
  const web = useQuery({ ...webOrderQuery(number ?? 0), enabled: isShown && !isOwn })
  const own = useQuery({ ...ownOrderQuery(number ?? 0), enabled: isShown && isOwn, select: asWebOrder })
  const query: UseQueryResult<Shown> = isOwn ? own : web
  const order = query.data
  return (
    <div className="grid-holder">
      <table className="grid" aria-label={t('open.lines')}>
        <thead>
          <tr>
            {headings.map(([key, isNumber]) => (
              <th key={key} scope="col" className={isNumber ? 'number' : undefined}>
                {t(`open.column.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isShown &&
            order?.lines.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the order
              <Line key={index} place={index + 1} line={line} order={order} timeZone={timeZone} />
            ))}
        </tbody>
      </table>
      {isShown && !order && <Loaded query={query}>{() => null}</Loaded>}
    </div>
  )
}

interface LineProps {
  /** From 1. */
  place: number
  line: ShownLine
  order: Shown
  timeZone: string
}

const Line = ({ place, line, order: { dueAt, currency }, timeZone }: LineProps) => (
  <tr>
    <td className="number">{line.lineId ?? place}</td>
    <td className="open-code">{line.code}</td>
    <td className="number">{line.articleId}</td>
    <td className={`line-${Math.min(line.depth, 2)}`}>{line.name}</td>
    <td className="number">{formatQuantity(line.quantity)}</td>
    <td className="number">{formatQuantity('0')}</td>
    <td className="nowrap">{formatDateTime(new Date(dueAt), timeZone)}</td>
    <td className="number">{formatMoney(line.unitCents, currency)}</td>
    <td className="number">{formatMoney(line.discountCents ?? 0, currency)}</td>
  </tr>
)
