import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'
import { articleSettingsQuery, shopQuery } from '../lib/queries.ts'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import type { PageProps } from './SheetForm.tsx'
import { marginOf } from './values.ts'

/** «Tarif article Achat - Vente - TVA». */
export function PricePage({ values, change, errors, vatRates }: PageProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  // «Gestion Articles à double TVA»: without it the first rate is the only one.
  const hasTwoRates = useQuery(articleSettingsQuery).data?.hasTwoRates ?? true
  const margin = marginOf(values)
  const rates = vatRates.map(({ id, rate }) => ({
    value: String(id),
    label: t('field.rate', { rate: formatRate(rate) }),
  }))
  const choose = { value: '', label: t('field.choose') }
  const choices = (value: string) => (value === '' ? [choose, ...rates] : rates)
  const box = (name: 'isZeroPriceAllowed' | 'isNegativePriceAllowed' | 'isPurchaseVatSaleVat') => (
    <CheckBox
      label={t(`field.${name}`)}
      name={name}
      isChecked={values[name]}
      error={errors[name]}
      onChange={(isChecked) => change({ [name]: isChecked })}
    />
  )
  const rate = (name: 'vat1' | 'vat2' | 'purchaseVat', isDisabled = false) => {
    const field = `${name}Id` as const
    const value = isDisabled ? values.vat1Id : values[field]
    return (
      <SelectField
        label={t(`field.${name}`)}
        name={field}
        value={value}
        choices={choices(value)}
        error={errors[field]}
        isDisabled={isDisabled}
        onChange={(id) => change({ [field]: id })}
      />
    )
  }
  const amount = (name: 'ecotax' | 'purchasePrice' | 'priceWithoutTax' | 'price') => (
    <TextField
      label={t(`field.${name}`)}
      name={name}
      className="number"
      inputMode="decimal"
      value={values[name]}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  const coefficient = margin ? formatMoneyless(margin.coefficientHundredths) : t('field.noMargin')
  return (
    <div className="sheet-columns">
      <div>
        {box('isZeroPriceAllowed')}
        {box('isNegativePriceAllowed')}
        {box('isPurchaseVatSaleVat')}
        {rate('vat1')}
        {rate('vat2', !hasTwoRates)}
        {rate('purchaseVat', values.isPurchaseVatSaleVat)}
      </div>
      <div>
        {amount('ecotax')}
        {amount('purchasePrice')}
        <fieldset>
          <legend>{t('field.salePrice')}</legend>
          {amount('priceWithoutTax')}
          {amount('price')}
          <p className="field">
            <span>{t('field.margin')}</span>
            <output>{margin ? formatMoney(margin.marginCents, currency) : t('field.noMargin')}</output>
          </p>
          <p className="field">
            <span>{t('field.coefficient')}</span>
            <output>{coefficient}</output>
          </p>
        </fieldset>
      </div>
    </div>
  )
}

const formatMoneyless = (hundredths: number) =>
  new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 }).format(hundredths / 100)
