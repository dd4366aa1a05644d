import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { formatMoney } from '../../lib/format.ts'
import type { OrderSheetState } from './useOrderSheet.ts'

// Greyed: articles have no weight here, and a purchase price says nothing about a platform's selling price.
const unavailable: LabelKey[] = ['order.weight', 'order.margin', 'order.marginRate']

interface SheetFootProps {
  order: WebOrderDetails
  sheet: OrderSheetState
}

export function SheetFoot({ order: { totals, totalCents, currency }, sheet }: SheetFootProps) {
  const money = (cents: number | undefined) => (cents === undefined ? '–' : formatMoney(cents, currency))
  return (
    <dl className="order-foot">
      {unavailable.map((label) => (
        <div key={label} className="order-foot-greyed" title={t('app.unavailable')}>
          <dt>{t(label)}</dt>
          <dd>–</dd>
        </div>
      ))}
      <div>
        <dt>{t('order.totalNet')}</dt>
        <dd>{sheet.isDirty ? '–' : money(totals.netCents)}</dd>
      </div>
      <div>
        <dt>{t('order.totalGross')}</dt>
        <dd>{money(sheet.isDirty ? sheet.editedTotalCents : totalCents)}</dd>
      </div>
    </dl>
  )
}
