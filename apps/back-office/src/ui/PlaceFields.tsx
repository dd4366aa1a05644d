import { Select, TextInput } from '@mantine/core'
import type { FormErrors } from '@mantine/form'
import { type ChangeEvent, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../i18n/index.ts'
import { type CountryDefaults, countryCodes, findCountryDefaults } from '../lib/countries.ts'

export interface Place {
  country: string
  timezone: string
  address: string
  postal_code: string
  city: string
}

/** Where everyone starts: the reference country of the pages. */
export const emptyPlace: Place = {
  country: 'FR',
  timezone: 'Europe/Paris',
  address: '',
  postal_code: '',
  city: '',
}

interface SelectFieldProps {
  label: string
  value: string | null
  error?: ReactNode
  onChange: (value: string) => void
}

/** «Pays :»: every country by its name in the language shown. */
export function CountrySelect({ label, value, error, onChange }: SelectFieldProps) {
  const { t, locale } = useWords()
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    return countryCodes
      .map((code) => ({ value: code, label: names.of(code) ?? code }))
      .sort((a, b) => a.label.localeCompare(b.label, locale))
  }, [locale])
  return (
    <Select
      label={label}
      data={data}
      value={value}
      error={error}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(code) => code && onChange(code)}
    />
  )
}

/** «Fuseau horaire :»: every zone that the browser knows, and the one already set. */
export function TimezoneSelect({ label, value, error, onChange }: SelectFieldProps) {
  const { t } = useTranslation()
  const data = useMemo(() => {
    const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])
    if (value) zones.add(value)
    return [...zones].sort()
  }, [value])
  return (
    <Select
      label={label}
      description={t('form.timezone.help')}
      data={data}
      value={value}
      error={error}
      searchable
      limit={100}
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(zone) => zone && onChange(zone)}
    />
  )
}

interface FieldsProps<Values> {
  values: Values
  /** The form's errors; `prefix` is the path of these fields in it, such as `billing.`. */
  errors: FormErrors
  prefix?: string
  onChange: (changes: Partial<Values>) => void
}

/** Country, time zone and address of a location. Choosing a country proposes its main time zone. */
export function PlaceFields({ values, errors, onChange }: FieldsProps<Place>) {
  const { t } = useTranslation()
  return (
    <>
      <CountrySelect
        label={t('form.country')}
        value={values.country}
        error={errors.country}
        onChange={(country) => onChange({ country, ...pick(findCountryDefaults(country)) })}
      />
      <TimezoneSelect
        label={t('form.timezone')}
        value={values.timezone}
        error={errors.timezone}
        onChange={(timezone) => onChange({ timezone })}
      />
      <AddressFields values={values} errors={errors} onChange={onChange} />
    </>
  )
}

const pick = (defaults: CountryDefaults | undefined) => (defaults ? { timezone: defaults.timezone } : {})

export type Address = Pick<Place, 'address' | 'postal_code' | 'city'>

/** «Adresse :», «Code postal :», «Ville :». */
export function AddressFields({ values, errors, prefix = '', onChange }: FieldsProps<Address>) {
  const { t } = useTranslation()
  const inputProps = (key: keyof Address) => ({
    value: values[key],
    error: errors[prefix + key],
    maxLength: 255,
    onChange: (event: ChangeEvent<HTMLInputElement>) => onChange({ [key]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput label={t('form.address')} autoComplete="street-address" {...inputProps('address')} />
      <TextInput label={t('form.postalCode')} autoComplete="postal-code" {...inputProps('postal_code')} />
      <TextInput label={t('form.city')} autoComplete="address-level2" {...inputProps('city')} />
    </>
  )
}
