import type { ArticleFlag } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { CheckBox, TextField } from '../ui/fields.tsx'
import type { PageProps } from './SheetForm.tsx'

type SettingFlag = Exclude<
  ArticleFlag,
  'isZeroPriceAllowed' | 'isNegativePriceAllowed' | 'isPurchaseVatSaleVat' | 'isStockManaged'
>

const flags: SettingFlag[] = [
  'isOwn',
  'isIndependent',
  'isAbandoned',
  'isSaleBlocked',
  'isAsleep',
  'isDiscountForbidden',
  'isPromoForbidden',
  'isMealVoucherEligible',
  'isPublished',
]

/** «Paramètres». */
export function SettingsPage({ values, change, errors }: PageProps) {
  const day = (name: 'promoStart' | 'promoEnd') => (
    <TextField
      label={t(`field.${name}`)}
      name={name}
      placeholder={t('field.day')}
      inputMode="numeric"
      value={values[name]}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  return (
    <div className="sheet-stack">
      <div className="sheet-checks">
        {flags.map((name) => (
          <CheckBox
            key={name}
            label={t(`field.${name}`)}
            name={name}
            isChecked={values[name]}
            error={errors[name]}
            onChange={(isChecked) => change({ [name]: isChecked })}
          />
        ))}
      </div>
      <fieldset className="promotion">
        <legend>{t('field.promotion')}</legend>
        <TextField
          label={t('field.promoPrice')}
          name="promoPrice"
          className="number"
          inputMode="decimal"
          value={values.promoPrice}
          error={errors.promoPrice}
          onChange={(promoPrice) => change({ promoPrice })}
        />
        {day('promoStart')}
        {day('promoEnd')}
      </fieldset>
    </div>
  )
}
