import { useQuery } from '@tanstack/react-query'
import { type OwnOrderDetails, orderServices, portKinds } from '../../src/orders/wire.ts'
import { greyedBox } from '../connector/hub/greyed.ts'
import { SellerField } from '../connector/orders/SellerField.tsx'
import { sellersQuery } from '../connector/queries.ts'
import { useTimeZone } from '../connector/useTimeZone.ts'
import { customerQuery } from '../customers/queries.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatDateTime } from '../lib/format.ts'
import { paymentModesQuery } from '../lib/queries.ts'
import { UnavailableButton } from '../ui/Button.tsx'
import { DayField } from '../ui/DayField.tsx'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import { TimeField } from '../ui/TimeField.tsx'
import { CustomerKeys } from './CustomerKeys.tsx'
import { DepositFields } from './DepositFields.tsx'
import type { OwnOrderState } from './useOwnOrder.ts'

interface OwnOrderFieldsProps {
  order: OwnOrderDetails | undefined
  sheet: OwnOrderState
}

// Left greyed: DEVIS are made elsewhere (contract, kezia D5); a customer has one address and no contacts (W-18, D24), and
// no terms of payment. Prices are with tax (R-K3). Neither stock terminals nor labels are kept here.
const unavailable: LabelKey[] = ['order.quote', 'order.site', 'order.contactChoice', 'order.terms']

export function OwnOrderFields({ order, sheet }: OwnOrderFieldsProps) {
  const { values, change, errors } = sheet
  const timeZone = useTimeZone()
  const { customer } = values
  const { data } = useQuery({ ...customerQuery(customer?.idcli ?? 0), enabled: customer !== null })
  const { data: sellers = [] } = useQuery(sellersQuery)
  const { data: modes = [] } = useQuery(paymentModesQuery)
  const fiche = data?.customer
  const shown = (label: LabelKey, value: string | undefined) => (
    <TextField label={t(label)} value={value ?? ''} title={value} readOnly onChange={() => {}} />
  )
  const refusal = (field: string) => errors[field] !== undefined && { error: errors[field] }
  const createdAt = order ? new Date(order.createdAt) : new Date()
  return (
    <div className="own-fields">
      <SellerField {...refusal('sellerId')} {...(order && { former: order.sellerName })} />
      <div className="own-customer">
        <TextField
          label={t('order.customer')}
          value={customer?.displayName ?? t('list.anonymous')}
          title={customer?.displayName}
          readOnly
          onChange={() => {}}
          {...refusal('customerId')}
        />
        <CustomerKeys customer={customer} onClear={() => change({ customer: null })} />
      </div>
      <div className="own-due">
        <DayField
          label={t('order.due')}
          value={values.day}
          onChange={(day) => change({ day })}
          onWrong={(day) => change({ day })}
          error={errors.dueAt}
        />
        <TimeField label={t('own.dueTime')} value={values.time} onChange={(time) => change({ time })} />
      </div>
      {shown('order.name', fiche?.displayName)}
      {shown('order.address1', fiche?.address1)}
      {shown('order.address2', fiche?.address2)}
      <div className="own-town">
        {shown('order.postalCode', fiche?.postalCode)}
        {shown('order.city', fiche?.city)}
      </div>
      {shown('order.country', fiche?.country)}
      {shown('order.contact', fiche?.mobile || fiche?.phone)}
      {shown('order.date', formatDateTime(createdAt, timeZone))}
      <SelectField
        label={t('order.shipping')}
        value={values.serviceType}
        choices={orderServices.map((value) => ({ value, label: t(`service.${value}`) }))}
        onChange={(value) =>
          change({ serviceType: orderServices.find((one) => one === value) ?? 'collection' })
        }
      />
      <SelectField
        label={t('order.driver')}
        value={values.driverId}
        choices={[
          { value: '', label: t('order.noDriver') },
          ...sellers
            .filter(({ id, isAsleep }) => !isAsleep || String(id) === values.driverId)
            .map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(driverId) => change({ driverId })}
        {...refusal('driverId')}
      />
      <SelectField
        label={t('order.mode')}
        value={values.paymentModeId}
        choices={[
          { value: '', label: t('own.deposit.none') },
          ...modes
            .filter(
              ({ id, isAsleep, isLocked, kind }) =>
                String(id) === values.paymentModeId || (!isAsleep && !isLocked && kind !== 'web'),
            )
            .map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(paymentModeId) => change({ paymentModeId })}
        {...refusal('paymentModeId')}
      />
      <div className="own-port">
        <TextField
          label={t('order.port')}
          inputMode="decimal"
          maxLength={12}
          value={values.port}
          onChange={(port) => change({ port })}
          {...refusal('port')}
        />
        <select
          aria-label={t('own.portKind')}
          value={values.portKind}
          onChange={({ target }) =>
            change({ portKind: portKinds.find((one) => one === target.value) ?? 'gross' })
          }
        >
          {portKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(portLabels[kind])}
            </option>
          ))}
        </select>
      </div>
      <TextField
        label={t('order.discount')}
        inputMode="decimal"
        maxLength={8}
        value={values.discountPercent}
        onChange={(discountPercent) => change({ discountPercent })}
        {...refusal('discountPercent')}
      />
      <label className="own-nota">
        {t('order.nota')}
        <textarea
          rows={2}
          maxLength={1000}
          value={values.nota}
          onChange={({ target }) => change({ nota: target.value })}
        />
        {errors.nota && <p className="field-error">{errors.nota}</p>}
      </label>
      <DepositFields sheet={sheet} />
      <div className="own-greyed">
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
        <CheckBox label={t('order.net')} {...greyedBox()} />
        <CheckBox label={t('order.gross')} {...greyedBox(true)} />
        <UnavailableButton>{t('order.import')}</UnavailableButton>
        <UnavailableButton>{t('order.check')}</UnavailableButton>
        <UnavailableButton>{t('order.labels')}</UnavailableButton>
      </div>
    </div>
  )
}

const portLabels = { gross: 'order.portGross', net: 'order.portNet', none: 'order.portNoVat' } as const
