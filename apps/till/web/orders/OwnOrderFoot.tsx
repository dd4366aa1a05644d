import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { useShop } from '../lib/useShop.ts'
import { marginOf } from './margin.ts'
import { purchasePricesQuery } from './queries.ts'
import type { OwnOrderState } from './useOwnOrder.ts'
import { depositCentsOf } from './values.ts'

const nothing = '–'

/** The totals of W-12. «Poids Total Net» is left greyed: articles have no weight here. */
export function OwnOrderFoot({ sheet: { priced, values } }: { sheet: OwnOrderState }) {
  const { currency } = useShop()
  const money = (cents: number | undefined) => (cents === undefined ? nothing : formatMoney(cents, currency))
  const idarts = [...new Set((priced?.lines ?? []).map(({ article }) => article.idart))].filter(Boolean)
  const { data: prices } = useQuery({
    ...purchasePricesQuery(idarts.toSorted((a, b) => a - b)),
    enabled: idarts.length > 0,
  })
  const margin = priced && prices && marginOf(priced, prices)
  const rate = margin && `${(margin.ratePermille / 10).toFixed(1).replace('.', ',')} %`
  const figures = [
    ['order.totalNet', money(priced?.netCents)],
    ['order.totalGross', money(priced?.totalCents)],
    ['order.margin', money(margin?.cents)],
    ['order.marginRate', rate ?? nothing],
    ['own.due', money(priced && priced.totalCents - depositCentsOf(values))],
  ] as const
  return (
    <dl className="order-foot">
      <div className="order-foot-greyed" title={t('app.unavailable')}>
        <dt>{t('order.weight')}</dt>
        <dd>{nothing}</dd>
      </div>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{t(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
