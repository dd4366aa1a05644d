import { t } from '../labels/index.ts'
import { SelectField, TextField } from '../ui/fields.tsx'
import type { TextAnswer } from './answers.ts'
import type { StepProps } from './Setup.tsx'

const countryCodes = [
  'FR',
  'BE',
  'LU',
  'CH',
  'MC',
  'GP',
  'MQ',
  'GF',
  'RE',
  'YT',
  'PF',
  'NC',
  'GB',
  'DE',
  'ES',
  'IT',
  'PT',
]
const currencyCodes = ['EUR', 'CHF', 'GBP', 'XPF']

function choicesOf(codes: string[], type: 'region' | 'currency') {
  const names = new Intl.DisplayNames('fr', { type })
  return codes.map((code) => ({ value: code, label: names.of(code) ?? code }))
}

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
