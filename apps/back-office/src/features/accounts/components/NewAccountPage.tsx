import type { NewAccount } from '@hub/contract/manager'
import { Select, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useWords } from '../../../i18n/index.ts'
import { findCountryDefaults } from '../../../lib/countries.ts'
import { proposedNames, safeNext } from '../../../lib/next.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { emptyPlace, type Place, PlaceFields } from '../../../ui/PlaceFields.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { createAccount } from '../api/accounts.ts'
import { useReturn } from '../useReturn.ts'
import { CancelButton } from './CancelButton.tsx'
import { FormPage } from './FormPage.tsx'

const route = getRouteApi('/signed-in/back-office/accounts/new')

/** The account and its first location together, from the list, the profile, the first login or an authorisation. */
export function NewAccountPage() {
  const { t } = useWords()
  const next = safeNext(route.useSearch().next)
  return (
    <FormPage
      title={t('newAccount.title')}
      back={<BackLink to="/accounts" label={t('common.back')} />}
      alone={next !== undefined}
    >
      <NewAccountForm next={next} />
    </FormPage>
  )
}

function NewAccountForm({ next }: { next: string | undefined }) {
  const { t } = useWords()
  const goBack = useReturn(next)
  const form = useForm<NewAccount & Place>({ initialValues: initialValues(next) })
  const { submit, isPending } = useSave({
    form,
    save: createAccount,
    onSaved: ({ account_id, location_id }) => goBack({ accountId: account_id, locationId: location_id }),
  })
  // Contract, accounts §9: time zone and currency are proposed from the country.
  const changePlace = (changes: Partial<Place>) =>
    form.setValues({
      ...changes,
      ...(changes.country && { currency: findCountryDefaults(changes.country)?.currency }),
    })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text>{t('newAccount.intro')}</Text>
        <TextInput
          label={t('newAccount.name')}
          description={t('newAccount.name.help')}
          autoComplete="organization"
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('newAccount.locationName')}
          description={t('newAccount.locationName.help')}
          {...form.getInputProps('location_name')}
        />
        <PlaceFields values={form.values} errors={form.errors} onChange={changePlace} />
        <CurrencySelect {...form.getInputProps('currency')} />
        <FormActions cancel={<CancelButton next={next} />} verb={t('common.create')} pending={isPending} />
      </Stack>
    </form>
  )
}

function initialValues(next: string | undefined): NewAccount & Place {
  const proposed = proposedNames(next)
  const country = proposed.country && findCountryDefaults(proposed.country) ? proposed.country : 'FR'
  const defaults = findCountryDefaults(country)
  return {
    ...emptyPlace,
    country,
    timezone: defaults?.timezone ?? emptyPlace.timezone,
    name: proposed.accountName,
    location_name: proposed.locationName,
    currency: defaults?.currency ?? 'EUR',
  }
}

interface CurrencyProps {
  value?: string
  error?: React.ReactNode
  onChange?: (value: string) => void
}

function CurrencySelect({ value, error, onChange }: CurrencyProps) {
  const { t, locale } = useWords()
  const data = useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((code) => ({
      value: code,
      label: `${code} - ${names.of(code)}`,
    }))
  }, [locale])
  return (
    <Select
      label={t('newAccount.currency')}
      description={t('newAccount.currency.help')}
      data={data}
      value={value}
      error={error}
      searchable
      clearable
      nothingFoundMessage={t('common.nothingFound')}
      clearButtonProps={{ 'aria-label': t('common.delete') }}
      onChange={(code) => onChange?.(code ?? '')}
    />
  )
}
