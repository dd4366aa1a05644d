import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'

const unavailable: LabelKey[] = ['order.weight', 'order.margin', 'order.marginRate']

export const SheetFoot = ({ order: { totals, totalCents, currency } }: { order: WebOrderDetails }) => (
  <dl className="order-foot">
    {unavailable.map((label) => (
      <div key={label} className="order-foot-greyed" title={t('app.unavailable')}>
        <dt>{t(label)}</dt>
        <dd>–</dd>
      </div>
    ))}
    <div>
      <dt>{t('order.totalNet')}</dt>
      <dd>{formatMoney(totals.netCents, currency)}</dd>
    </div>
    <div>
      <dt>{t('order.totalGross')}</dt>
      <dd>{formatMoney(totalCents, currency)}</dd>
    </div>
  </dl>
)
