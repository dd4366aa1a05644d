import { t } from '../labels/index.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import type { TextAnswer } from './answers.ts'
import { choicesOf, countryCodes, currencyCodes } from './choices.ts'
import type { StepProps } from './Setup.tsx'

export function CompanyStep({ answers, errors, change }: StepProps) {
  const text = (
    name: Exclude<
      TextAnswer,
      'vatRates' | 'country' | 'currency' | 'sellerCode' | 'sellerName' | 'stationNumber'
    >,
  ) => (
    <TextField
      label={t(`setup.${name}`)}
      value={answers[name]}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  return (
    <div className="setup-fields">
      {text('name')}
      {text('siret')}
      {text('address1')}
      {text('vatNumber')}
      {text('address2')}
      <SelectField
        label={t('setup.country')}
        value={answers.country}
        error={errors.country}
        choices={choicesOf(countryCodes, 'region')}
        onChange={(country) => change({ country })}
      />
      {text('postalCode')}
      <SelectField
        label={t('setup.currency')}
        value={answers.currency}
        error={errors.currency}
        choices={choicesOf(currencyCodes, 'currency')}
        onChange={(currency) => change({ currency })}
      />
      {text('city')}
    </div>
  )
}
