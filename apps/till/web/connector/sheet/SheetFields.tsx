import type { WebOrderDetails } from '../../../src/weborders/wire.ts'
import { type LabelKey, t } from '../../labels/index.ts'
import { formatDateTime } from '../../lib/format.ts'
import { UnavailableButton } from '../../ui/Button.tsx'
import { CheckBox, TextField } from '../../ui/fields.tsx'
import { greyedBox } from '../hub/greyed.ts'
import { SellerField } from '../orders/SellerField.tsx'
import { valuesOf } from './values.ts'

interface SheetFieldsProps {
  order: WebOrderDetails
  timeZone: string
  sellerError: string | undefined
}

const unavailable: LabelKey[] = [
  'order.quote',
  'order.contact',
  'order.site',
  'order.contactChoice',
  'order.terms',
  'order.shipping',
  'order.discount',
]

/** What came with a web order is read here, and changed where it comes from. */
export function SheetFields({ order, timeZone, sellerError }: SheetFieldsProps) {
  const dated = (instant: string) => formatDateTime(new Date(instant), timeZone)
  return (
    <div className="order-fields">
      <SellerField error={sellerError} />
      {valuesOf(order, dated).map(([label, value]) => (
        <TextField key={label} label={t(label)} value={value} readOnly onChange={() => {}} />
      ))}
      {unavailable.map((label) => (
        <TextField
          key={label}
          label={t(label)}
          value=""
          disabled
          title={t('app.unavailable')}
          onChange={() => {}}
        />
      ))}
      <label className="order-nota">
        {t('order.nota')}
        <textarea readOnly rows={3} value={order.nota} />
      </label>
      <div className="order-boxes">
        <CheckBox label={t('order.portNet')} {...greyedBox()} />
        <CheckBox label={t('order.portGross')} {...greyedBox(order.portCents !== 0)} />
        <CheckBox label={t('order.portNoVat')} {...greyedBox(order.portCents === 0)} />
        <CheckBox label={t('order.net')} {...greyedBox()} />
        <CheckBox label={t('order.gross')} {...greyedBox(true)} />
        <UnavailableButton>{t('order.import')}</UnavailableButton>
        <UnavailableButton>{t('order.check')}</UnavailableButton>
        <UnavailableButton>{t('order.labels')}</UnavailableButton>
      </div>
    </div>
  )
}
