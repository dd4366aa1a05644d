import type { SessionAccount } from '@hub/contract/manager'
import { NativeSelect, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { findCountryDefaults } from '../../../lib/countries.ts'
import { proposedNames, safeNext } from '../../../lib/next.ts'
import { BackLink } from '../../../ui/BackLink.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { TextLink } from '../../../ui/links.tsx'
import { NotFound } from '../../../ui/NotFound.tsx'
import { emptyPlace, PlaceFields } from '../../../ui/PlaceFields.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { useSession } from '../../session/api/session.ts'
import { createLocation } from '../api/accounts.ts'
import { useReturn } from '../useReturn.ts'
import { CancelButton } from './CancelButton.tsx'
import { FormPage } from './FormPage.tsx'

const route = getRouteApi('/signed-in/back-office/locations/new')

/** A further location, from its account's page or in the middle of an authorisation. */
export function NewLocationPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const { accounts } = useSession()
  const parents = accounts.filter(({ abilities }) => abilities?.add_location)
  const next = safeNext(search.next)
  const wanted = parents.find(({ id }) => id === search.account) ?? parents[0]
  return (
    <FormPage
      title={t('newLocation.title')}
      back={
        wanted && (
          <BackLink to="/accounts/$accountId" params={{ accountId: wanted.id }} label={t('common.back')} />
        )
      }
      alone={next !== undefined}
    >
      {wanted ? (
        <NewLocationForm parents={parents} wanted={wanted} next={next} />
      ) : (
        <NotFound text={t('page.forbidden.text')} />
      )}
    </FormPage>
  )
}

interface FormProps {
  parents: SessionAccount[]
  wanted: SessionAccount
  next: string | undefined
}

function NewLocationForm({ parents, wanted, next }: FormProps) {
  const { t } = useTranslation()
  const goBack = useReturn(next)
  const proposed = proposedNames(next)
  const defaults = proposed.country ? findCountryDefaults(proposed.country) : undefined
  const form = useForm({
    initialValues: {
      ...emptyPlace,
      account: wanted.id,
      name: proposed.locationName,
      timezone: defaults?.timezone ?? wanted.locations[0]?.timezone ?? emptyPlace.timezone,
      country: defaults && proposed.country ? proposed.country : emptyPlace.country,
    },
  })
  const { submit, isPending } = useSave({
    form,
    save: ({ account, ...location }, formKey) => createLocation(account, location, formKey),
    onSaved: ({ id, account }) => goBack({ accountId: account.id, locationId: id }, 'location'),
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <NativeSelect
          label={t('newLocation.account')}
          data={parents.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
          {...form.getInputProps('account')}
        />
        {next !== undefined && (
          <TextLink to="/accounts/new" search={{ next }} size="sm">
            {t('newLocation.newAccount')}
          </TextLink>
        )}
        <TextInput
          label={t('newLocation.name')}
          description={t('newAccount.locationName.help')}
          {...form.getInputProps('name')}
        />
        <PlaceFields values={form.values} errors={form.errors} onChange={form.setValues} />
        <FormActions
          cancel={<CancelButton next={next} account={wanted.id} />}
          verb={t('common.create')}
          pending={isPending}
        />
      </Stack>
    </form>
  )
}
