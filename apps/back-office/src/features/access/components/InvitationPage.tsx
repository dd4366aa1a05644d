import type { Invitation } from '@hub/contract/manager'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { useSave } from '../../../ui/useSave.ts'
import { acceptInvitation, invitationQuery } from '../api/access.ts'
import { useArrive } from '../useArrive.ts'
import { DeadLink } from './DeadLink.tsx'
import { LinkPage } from './LinkPage.tsx'
import { NewPasswordFields, useSamePassword } from './NewPasswordFields.tsx'

const route = getRouteApi('/invitation/$token')

export function InvitationPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const query = useQuery(invitationQuery(token))
  return (
    <LinkPage title={t('invitation.title')} query={query} dead={<DeadLink text={t('invitation.dead')} />}>
      {(invitation) => <ProfileForm token={token} invitation={invitation} />}
    </LinkPage>
  )
}

function ProfileForm({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t, locale } = useWords()
  const arrive = useArrive()
  const form = useForm({
    initialValues: { first_name: '', last_name: '', password: '', confirmation: '' },
    validate: useSamePassword(),
  })
  const { submit, isPending } = useSave({
    form,
    save: ({ first_name, last_name, password }) =>
      acceptInvitation(token, { first_name, last_name, password, locale }),
    onSaved: (session) => arrive(session),
  })
  const { email, entity, role } = invitation
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text className="hub-break">{t('invitation.text', { role: t(`role.${role}`), entity, email })}</Text>
        <TextInput
          label={t('signup.firstName')}
          autoComplete="given-name"
          {...form.getInputProps('first_name')}
        />
        <TextInput
          label={t('signup.lastName')}
          autoComplete="family-name"
          {...form.getInputProps('last_name')}
        />
        <NewPasswordFields
          label={t('signup.password')}
          confirmationLabel={t('invitation.confirmation')}
          inputProps={form.getInputProps}
        />
        <Button type="submit" loading={isPending}>
          {t('invitation.submit')}
        </Button>
      </Stack>
    </form>
  )
}
