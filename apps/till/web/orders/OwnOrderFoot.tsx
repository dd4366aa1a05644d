import { useQuery } from '@tanstack/react-query'
import { type LabelKey, t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import type { OwnOrderState } from './useOwnOrder.ts'
import { depositCentsOf } from './values.ts'

const unavailable: LabelKey[] = ['order.weight', 'order.margin', 'order.marginRate']

export function OwnOrderFoot({ sheet: { priced, values } }: { sheet: OwnOrderState }) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const money = (cents: number | undefined) => (cents === undefined ? '–' : formatMoney(cents, currency))
  const figures: [LabelKey, number | undefined][] = [
    ['order.totalNet', priced?.netCents],
    ['order.totalGross', priced?.totalCents],
    ['own.due', priced && priced.totalCents - depositCentsOf(values)],
  ]
  return (
    <dl className="order-foot">
      {unavailable.map((label) => (
        <div key={label} className="order-foot-greyed" title={t('app.unavailable')}>
          <dt>{t(label)}</dt>
          <dd>–</dd>
        </div>
      ))}
      {figures.map(([label, cents]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{money(cents)}</dd>
        </div>
      ))}
    </dl>
  )
}
