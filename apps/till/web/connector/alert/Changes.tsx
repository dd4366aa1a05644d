import type { ReactNode } from 'react'
import type { OrderChange, WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'

type Alarmed = Pick<WebOrderRow, 'alarm' | 'changes' | 'paidCents' | 'saleNumber' | 'currency'>

/** «MODIFIÉE» or «ANNULÉE», in words and colour (contract, counter T55, T56). */
export const AlarmMark = ({ alarm }: Pick<WebOrderRow, 'alarm'>) =>
  alarm && <strong className={`alarm-mark alarm-${alarm}`}>{t(`alarm.${alarm}`)}</strong>

/** «2 → 3 REGINA» already contains its arrow. */
const signOf = ({ sign, text }: OrderChange) => (sign === '→' && text.includes('→') ? '' : sign)

/** The changes as one text. */
export const changesText = (changes: OrderChange[], between: string): string =>
  changes.map((change) => `${signOf(change)} ${change.text}`.trim()).join(between)

/** The +/−/→ list of a changed order, or what to do about the money of a cancelled one. */
export function Changes({ order }: { order: Alarmed }) {
  const { alarm, changes } = order
  if (alarm === 'cancelled') return <p className="alarm-refund">{refundText(order)}</p>
  return (
    <ul className="alarm-changes">
      {changes.map((change) => (
        <li key={`${change.sign} ${change.text}`}>
          <b>{signOf(change)}</b> {change.text}
        </li>
      ))}
    </ul>
  )
}

/** Renders nothing for an order without an alarm. */
export const AlarmBox = ({ order, children }: { order: Alarmed; children?: ReactNode }) =>
  order.alarm && (
    <section className={`alarm-box alarm-box-${order.alarm}`}>
      <AlarmMark alarm={order.alarm} />
      <Changes order={order} />
      {children}
    </section>
  )

/** Empty when nothing was paid. */
export function refundText({ paidCents, saleNumber, currency }: Omit<Alarmed, 'alarm' | 'changes'>): string {
  if (saleNumber !== null) return t('alarm.credit', { number: saleNumber })
  return paidCents > 0 ? t('alarm.refund', { amount: formatMoney(paidCents, currency) }) : ''
}
