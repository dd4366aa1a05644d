import type { ManagerLocation } from '@hub/contract/manager'
import { Checkbox, Fieldset, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { ButtonLink } from '../../../ui/links.tsx'
import { AddressFields, CountrySelect, PlaceFields } from '../../../ui/PlaceFields.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { locationQuery, updateLocation } from '../api/accounts.ts'
import { FormPage } from './FormPage.tsx'

const route = getRouteApi('/signed-in/back-office/locations/$locationId/edit')

export function EditLocationPage() {
  const { t } = useTranslation()
  const { locationId } = route.useParams()
  const query = useQuery(locationQuery(locationId))
  return (
    <FormPage
      title={t('editLocation.title')}
      back={<BackLink to="/locations/$locationId" params={{ locationId }} label={t('common.back')} />}
      alone={false}
    >
      <LoadedPage query={query}>{(location) => <EditLocationForm location={location} />}</LoadedPage>
    </FormPage>
  )
}

function formValues(location: ManagerLocation) {
  const { name, country, timezone, address, postal_code, city, vat_number, billing_address } = location
  return {
    name,
    country,
    timezone,
    address: address ?? '',
    postal_code: postal_code ?? '',
    city: city ?? '',
    vat_number: vat_number ?? '',
    hasBillingAddress: billing_address !== null,
    billing_address: {
      country: billing_address?.country ?? country,
      address: billing_address?.address ?? '',
      postal_code: billing_address?.postal_code ?? '',
      city: billing_address?.city ?? '',
    },
  }
}

function EditLocationForm({ location }: { location: ManagerLocation }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const page = { to: '/locations/$locationId', params: { locationId: location.id } } as const
  const form = useForm({ initialValues: formValues(location) })
  const { submit, isPending } = useSave({
    form,
    save: ({ hasBillingAddress, billing_address, ...changes }) =>
      updateLocation(location.id, {
        ...changes,
        billing_address: hasBillingAddress ? billing_address : null,
      }),
    onSaved: async () => {
      await queryClient.invalidateQueries()
      showDone(t('feedback.done'))
      await navigate(page)
    },
  })
  const billing = form.values.billing_address
  const changeBilling = (changes: Partial<typeof billing>) =>
    form.setValues({ billing_address: { ...billing, ...changes } })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput label={t('newLocation.name')} {...form.getInputProps('name')} />
        <PlaceFields values={form.values} errors={form.errors} onChange={form.setValues} />
        <TextInput label={t('form.vatNumber')} {...form.getInputProps('vat_number')} />
        <Checkbox
          label={t('editLocation.otherBilling')}
          {...form.getInputProps('hasBillingAddress', { type: 'checkbox' })}
        />
        {form.values.hasBillingAddress && (
          <Fieldset legend={t('account.billingAddress')}>
            <Stack>
              <CountrySelect
                label={t('form.country')}
                value={billing.country}
                error={form.errors['billing_address.country']}
                onChange={(country) => changeBilling({ country })}
              />
              <AddressFields
                values={billing}
                errors={form.errors}
                prefix="billing_address."
                onChange={changeBilling}
              />
            </Stack>
          </Fieldset>
        )}
        <FormActions
          cancel={
            <ButtonLink {...page} variant="default">
              {t('common.cancel')}
            </ButtonLink>
          }
          verb={t('common.update')}
          pending={isPending}
        />
      </Stack>
    </form>
  )
}
