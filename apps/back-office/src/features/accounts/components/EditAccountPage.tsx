import type { ManagerAccount } from '@hub/contract/manager'
import { NativeSelect, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BackLink } from '../../../ui/BackLink.tsx'
import { FormActions } from '../../../ui/FormActions.tsx'
import { showDone } from '../../../ui/feedback.ts'
import { LoadedPage } from '../../../ui/LoadedPage.tsx'
import { AddressFields, CountrySelect } from '../../../ui/PlaceFields.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { accountQuery, updateAccount } from '../api/accounts.ts'
import { CancelButton } from './CancelButton.tsx'
import { FormPage } from './FormPage.tsx'

const route = getRouteApi('/signed-in/back-office/accounts/$accountId/edit')

export function EditAccountPage() {
  const { t } = useTranslation()
  const { accountId } = route.useParams()
  const query = useQuery(accountQuery(accountId))
  return (
    <FormPage
      title={t('editAccount.title')}
      back={<BackLink to="/accounts/$accountId" params={{ accountId }} label={t('common.back')} />}
      alone={false}
    >
      <LoadedPage query={query}>{(account) => <EditAccountForm account={account} />}</LoadedPage>
    </FormPage>
  )
}

/** Everything but the currency, which never changes. */
function EditAccountForm({ account }: { account: ManagerAccount }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { id, name, billing } = account
  const form = useForm({
    initialValues: {
      name,
      billing: {
        vat_number: billing.vat_number ?? '',
        country: billing.country ?? '',
        address: billing.address ?? '',
        postal_code: billing.postal_code ?? '',
        city: billing.city ?? '',
        locale: billing.locale,
      },
    },
  })
  const { submit, isPending } = useSave({
    form,
    save: (values) => updateAccount(id, values),
    onSaved: async () => {
      await queryClient.invalidateQueries()
      showDone(t('feedback.done'))
      await navigate({ to: '/accounts/$accountId', params: { accountId: id } })
    },
  })
  const changeBilling = (changes: Partial<(typeof form.values)['billing']>) =>
    form.setValues({ billing: { ...form.values.billing, ...changes } })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput label={t('editAccount.name')} {...form.getInputProps('name')} />
        <Title order={2} mt="sm">
          {t('editAccount.billing')}
        </Title>
        <TextInput label={t('form.vatNumber')} {...form.getInputProps('billing.vat_number')} />
        <CountrySelect
          label={t('form.country')}
          value={form.values.billing.country || null}
          error={form.errors['billing.country']}
          onChange={(country) => changeBilling({ country })}
        />
        <AddressFields
          values={form.values.billing}
          errors={form.errors}
          prefix="billing."
          onChange={changeBilling}
        />
        <NativeSelect
          label={t('form.billingLocale')}
          data={(['fr-FR', 'en-GB'] as const).map((value) => ({ value, label: t(`locale.${value}`) }))}
          {...form.getInputProps('billing.locale')}
        />
        <FormActions
          cancel={<CancelButton next={undefined} account={id} />}
          verb={t('common.update')}
          pending={isPending}
        />
      </Stack>
    </form>
  )
}
