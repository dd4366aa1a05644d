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

// Greyed: DEVIS are made elsewhere (contract, kezia D5); a customer has one address, no contacts (W-18, D24)
// and no terms of payment; discounts come as amounts (R-K7); prices are with tax (R-K3); there are no stock
// terminals or labels.
const unavailable: LabelKey[] = [
  'order.quote',
  'order.site',
  'order.contactChoice',
  'order.terms',
  'order.discount',
]

/** The data of a web order is read-only here; it is changed at its source. */
export function SheetFields({ order, timeZone, sellerError }: SheetFieldsProps) {
  const dated = (instant: string) => formatDateTime(new Date(instant), timeZone)
  return (
    <div className="order-fields">
      <SellerField error={sellerError} />
      {valuesOf(order, dated).map(([label, value]) => (
        <TextField key={label} label={t(label)} value={value} title={value} readOnly onChange={() => {}} />
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
