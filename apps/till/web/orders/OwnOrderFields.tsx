import { useQuery } from '@tanstack/react-query'
import { type OwnOrderDetails, orderServices, portKinds } from '../../src/orders/wire.ts'
import { SellerField } from '../connector/orders/SellerField.tsx'
import { useTimeZone } from '../connector/useTimeZone.ts'
import { customerQuery } from '../customers/queries.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatDateTime } from '../lib/format.ts'
import { Button } from '../ui/Button.tsx'
import { DayField } from '../ui/DayField.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { useWindows } from '../windows/manager.tsx'
import { DepositFields } from './DepositFields.tsx'
import { type OwnOrderState, orderPick } from './useOwnOrder.ts'

interface OwnOrderFieldsProps {
  order: OwnOrderDetails | undefined
  sheet: OwnOrderState
}

const unavailable: LabelKey[] = ['order.quote', 'order.contact', 'order.driver', 'order.terms']

export function OwnOrderFields({ order, sheet }: OwnOrderFieldsProps) {
  const { values, change, errors } = sheet
  const { open } = useWindows()
  const timeZone = useTimeZone()
  const { customer } = values
  const { data } = useQuery({ ...customerQuery(customer?.idcli ?? 0), enabled: customer !== null })
  const fiche = data?.customer
  const address = (label: LabelKey, value: string | undefined) => (
    <TextField label={t(label)} value={value ?? ''} readOnly onChange={() => {}} />
  )
  return (
    <div className="own-fields">
      <div>
        <SellerField {...(errors.sellerId !== undefined && { error: errors.sellerId })} />
        <div className="own-customer">
          <TextField
            label={t('order.customer')}
            value={customer?.displayName ?? t('list.anonymous')}
            readOnly
            onChange={() => {}}
            {...(errors.customerId !== undefined && { error: errors.customerId })}
          />
          <Button
            className="button button-square"
            aria-label={t('own.customer.choose')}
            title={t('own.customer.choose')}
            onClick={() => open('customers', { pick: orderPick })}
          >
            <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5" />
            </svg>
          </Button>
          <Button
            className="button button-square"
            aria-label={t('own.customer.new')}
            title={t('own.customer.new')}
            onClick={() => open('customer-sheet', { pick: orderPick })}
          >
            {t('own.customer.create')}
          </Button>
          <Button
            className="button button-square"
            aria-label={t('own.customer.clear')}
            title={t('own.customer.clear')}
            disabled={customer === null}
            onClick={() => change({ customer: null })}
          >
            ×
          </Button>
        </div>
        <TextField
          label={t('order.date')}
          value={order ? formatDateTime(new Date(order.createdAt), timeZone) : ''}
          readOnly
          onChange={() => {}}
        />
        <div className="own-due">
          <DayField
            label={t('order.due')}
            value={values.day}
            onChange={(day) => change({ day })}
            onWrong={(day) => change({ day })}
            error={errors.dueAt}
          />
          <TextField
            label={t('own.dueTime')}
            type="time"
            value={values.time}
            onChange={(time) => change({ time })}
          />
        </div>
        <label className="own-nota">
          {t('order.nota')}
          <textarea
            rows={2}
            maxLength={1000}
            value={values.nota}
            onChange={({ target }) => change({ nota: target.value })}
          />
        </label>
      </div>
      <div>
        {address('order.name', fiche?.company || fiche?.displayName)}
        {address('order.address1', fiche?.address1)}
        {address('order.address2', fiche?.address2)}
        <div className="own-town">
          {address('order.postalCode', fiche?.postalCode)}
          {address('order.city', fiche?.city)}
        </div>
        <SelectField
          label={t('own.service')}
          value={values.serviceType}
          choices={orderServices.map((value) => ({ value, label: t(`service.${value}`) }))}
          onChange={(value) =>
            change({ serviceType: orderServices.find((one) => one === value) ?? 'collection' })
          }
        />
      </div>
      <div>
        <div className="own-port">
          <TextField
            label={t('order.port')}
            inputMode="decimal"
            value={values.port}
            onChange={(port) => change({ port })}
            {...(errors.port !== undefined && { error: errors.port })}
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
          value={values.discountPercent}
          onChange={(discountPercent) => change({ discountPercent })}
          {...(errors.discountPercent !== undefined && { error: errors.discountPercent })}
        />
        <DepositFields sheet={sheet} />
      </div>
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
      </div>
    </div>
  )
}

const portLabels = { gross: 'order.portGross', net: 'order.portNet', none: 'order.portNoVat' } as const
