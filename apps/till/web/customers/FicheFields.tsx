import { useEffect, useRef } from 'react'
import { type Customer, type CustomerFlag, type CustomerText, civilities } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import type { CustomerFicheState } from './useCustomerFiche.ts'

interface FicheFieldsProps {
  customer: Customer | undefined
  fiche: CustomerFicheState
  /** «Modifiable»: what was typed since is given up only after a question. */
  onEditable(isEditable: boolean): void
}

/** The fields of W-18 and D24; read-only until «Modifiable» is ticked. */
export function FicheFields({ customer, fiche, onEditable }: FicheFieldsProps) {
  const { values, change, errors, isEditable } = fiche
  const holder = useRef<HTMLDivElement>(null)
  const isNew = customer === undefined
  useEffect(() => {
    if (isNew) holder.current?.querySelector<HTMLElement>('[name="lastName"]')?.focus()
  }, [isNew])
  const text = (
    name: CustomerText | 'birthDate',
    input: { placeholder?: string; maxLength?: number } = {},
  ) => (
    <TextField
      label={t(`customer.${name}`)}
      name={name}
      value={values[name]}
      readOnly={!isEditable}
      onChange={(value) => change({ [name]: value })}
      {...(errors[name] !== undefined && { error: errors[name] })}
      {...input}
    />
  )
  const box = (name: CustomerFlag) => (
    <CheckBox
      label={t(`customer.${name}`)}
      name={name}
      isChecked={values[name]}
      isDisabled={!isEditable}
      onChange={(value) => change({ [name]: value })}
    />
  )
  return (
    <div className="fiche-fields" ref={holder}>
      <div className="fiche-boxes">
        <CheckBox
          label={t('customer.editable')}
          isChecked={isEditable}
          isDisabled={isNew || customer.isAnonymised}
          onChange={onEditable}
        />
        {box('isCompany')}
        {box('isBlocked')}
        {box('isAsleep')}
        {box('isNetBilled')}
        {!isEditable && (
          <p className="help">
            {t(customer?.isAnonymised ? 'customer.anonymised' : 'customer.editable.help')}
          </p>
        )}
      </div>
      <fieldset>
        <legend>{t('customer.identity')}</legend>
        <SelectField
          label={t('customer.civility')}
          name="civility"
          value={values.civility}
          isDisabled={!isEditable}
          choices={civilities.map((value) => ({ value, label: value || t('customer.civility.none') }))}
          onChange={(value) => change({ civility: civilities.find((one) => one === value) ?? '' })}
        />
        {text('lastName')}
        {text('firstName')}
        {text('company')}
        {text('birthDate', { placeholder: t('field.day') })}
      </fieldset>
      <fieldset>
        <legend>{t('customer.address')}</legend>
        {text('address1')}
        {text('address2')}
        {text('postalCode')}
        {text('city')}
        {text('country', { maxLength: 2 })}
      </fieldset>
      <fieldset>
        <legend>{t('customer.contact')}</legend>
        {text('phone')}
        {text('mobile')}
        {text('email')}
        {text('accessCode')}
        <div className="fiche-agreements">
          {box('isSmsAllowed')}
          {box('isEmailAllowed')}
        </div>
      </fieldset>
      <div className="fiche-notes">
        {text('deliveryNotes')}
        <TextField
          label={t('customer.sourceId')}
          value={customer?.sourceId ?? ''}
          readOnly
          onChange={() => {}}
        />
        <TextField
          label={t('customer.isWeb')}
          value={t(customer?.isWeb ? 'customer.yes' : 'customer.no')}
          readOnly
          onChange={() => {}}
        />
      </div>
    </div>
  )
}
