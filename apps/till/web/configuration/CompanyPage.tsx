import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import type { Company } from '../../src/shop/wire.ts'
import { t } from '../labels/index.ts'
import { choicesOf, countryCodes, currencyCodes } from '../setup/choices.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { ConfigurationPageProps } from './pages.ts'
import { companyQuery } from './queries.ts'
import { useSettingsForm } from './useSettingsForm.ts'

/** The zones of French, Belgian, Luxembourg and Swiss shops. */
const timeZones = [
  'Europe/Paris',
  'Europe/Brussels',
  'Europe/Luxembourg',
  'Europe/Zurich',
  'Europe/Monaco',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
]

/** «Société»: what the first start asked (contract, kezia §5.1). */
export const CompanyPage = (props: ConfigurationPageProps) => (
  <Loaded query={useQuery(companyQuery)}>{(stored) => <Fields stored={stored} {...props} />}</Loaded>
)

function Fields({ stored, onDirty }: ConfigurationPageProps & { stored: Company }) {
  const { values, errors, change, hasChanges, isSaving, save } = useSettingsForm<Company>({
    stored,
    path: '/company',
    queryKey: companyQuery.queryKey,
    onDirty,
  })
  const text = (
    name: 'name' | 'siret' | 'address1' | 'vatNumber' | 'address2' | 'postalCode' | 'city',
    most = 255,
  ) => (
    <TextField
      label={t(`setup.${name}`)}
      name={name}
      maxLength={most}
      value={values[name]}
      error={errors[name]}
      onChange={(typed) => change({ [name]: typed })}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className="configuration-form" onSubmit={submit}>
      <div className="setup-fields">
        {text('name')}
        {text('siret', 20)}
        {text('address1')}
        {text('vatNumber', 20)}
        {text('address2')}
        <SelectField
          label={t('setup.country')}
          value={values.country}
          error={errors.country}
          choices={choicesOf(withCurrent(countryCodes, values.country), 'region')}
          onChange={(country) => change({ country })}
        />
        {text('postalCode', 20)}
        <SelectField
          label={t('setup.currency')}
          value={values.currency}
          error={errors.currency}
          choices={choicesOf(withCurrent(currencyCodes, values.currency), 'currency')}
          isDisabled={values.isCurrencyFixed}
          title={values.isCurrencyFixed ? t('company.currencyFixed') : undefined}
          onChange={(currency) => change({ currency })}
        />
        {text('city')}
        <SelectField
          label={t('company.timeZone')}
          value={values.timeZone}
          error={errors.timeZone}
          choices={withCurrent(timeZones, values.timeZone).map((value) => ({ value, label: value }))}
          onChange={(timeZone) => change({ timeZone })}
        />
        {(['agency', 'clientCode'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`company.${name}`)}
            name={name}
            maxLength={name === 'agency' ? 80 : 30}
            value={values[name]}
            error={errors[name]}
            onChange={(typed) => change({ [name]: typed })}
          />
        ))}
      </div>
      <div className="window-buttons">
        <Button type="submit" look="primary" disabled={!hasChanges || isSaving}>
          {t('configuration.save')}
        </Button>
      </div>
    </form>
  )
}

/** The stored value stays a choice, even if it is not in the usual list. */
const withCurrent = (usual: string[], current: string) =>
  usual.includes(current) ? usual : [current, ...usual]
