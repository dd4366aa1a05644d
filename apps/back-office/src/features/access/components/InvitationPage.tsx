import type { Invitation } from '@hub/contract/manager'
import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useWords } from '../../../i18n/index.ts'
import { showFailure } from '../../../ui/feedback.ts'
import { ButtonLink } from '../../../ui/links.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { useSave } from '../../../ui/useSave.ts'
import { useSession } from '../../session/api/session.ts'
import { acceptInvitation, acceptInvitationAsUser, invitationQuery } from '../api/access.ts'
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
      {(invitation) =>
        invitation.has_profile ? (
          <OfferToUser token={token} invitation={invitation} />
        ) : (
          <ProfileForm token={token} invitation={invitation} />
        )
      }
    </LinkPage>
  )
}

/** Somebody has a verified profile with that address: they accept signed in. */
function OfferToUser({ token, invitation }: { token: string; invitation: Invitation }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const arrive = useArrive()
  const accept = useMutation({
    mutationFn: () => acceptInvitationAsUser(token),
    onSuccess: (session) => arrive(session),
    onError: (error) => showFailure(refusalText(t, error)),
  })
  const { email, entity, role } = invitation
  const isOwn = user?.email_verified && user.email === email
  return (
    <Stack>
      <Text className="hub-break">{t('invitation.offer', { role: t(`role.${role}`), entity, email })}</Text>
      {isOwn ? (
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t('invitation.accept')}
        </Button>
      ) : user ? (
        <Text className="hub-break">{t('invitation.otherUser', { email, user: user.email })}</Text>
      ) : (
        <ButtonLink to="/login" search={{ next: `/invitation/${token}` }}>
          {t('invitation.login')}
        </ButtonLink>
      )}
    </Stack>
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
