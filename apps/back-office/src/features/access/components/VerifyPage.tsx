import { Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showFailure } from '../../../ui/feedback.ts'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { useSave } from '../../../ui/useSave.ts'
import { useRefreshSession, useSession } from '../../session/api/session.ts'
import { addressLinkQuery, confirmAddress, confirmByPassword } from '../api/access.ts'
import { useArrive } from '../useArrive.ts'
import { DeadLink } from './DeadLink.tsx'
import { LinkPage } from './LinkPage.tsx'
import { NewPasswordFields, useSamePassword } from './NewPasswordFields.tsx'

const route = getRouteApi('/verify/$token')

/** Opening the page does nothing: its button confirms the address, or its password (security S19). */
export function VerifyPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const query = useQuery(addressLinkQuery(token))
  const [confirmed, setConfirmed] = useState<string>()
  if (confirmed !== undefined)
    return (
      <PublicPage title={t('verify.title')}>
        <Stack>
          <Text className="hub-break">{t('verify.done', { email: confirmed })}</Text>
          <ButtonLink to="/">{t('verify.continue')}</ButtonLink>
        </Stack>
      </PublicPage>
    )
  return (
    <LinkPage title={t('verify.title')} query={query} dead={<DeadLink text={t('link.dead.text')} />}>
      {({ email, confirm }) =>
        confirm === 'button' ? (
          <ConfirmButton token={token} email={email} onConfirmed={() => setConfirmed(email)} />
        ) : (
          <PasswordForm token={token} email={email} />
        )
      }
    </LinkPage>
  )
}

interface LinkProps {
  token: string
  email: string
}

function ConfirmButton({ token, email, onConfirmed }: LinkProps & { onConfirmed: () => void }) {
  const { t } = useTranslation()
  const refreshSession = useRefreshSession()
  const confirm = useMutation({
    mutationFn: () => confirmAddress(token),
    onSuccess: () => {
      // What waits for this address is shown from now on.
      void refreshSession()
      onConfirmed()
    },
    onError: (error) => showFailure(refusalText(t, error)),
  })
  return (
    <Stack>
      <Text className="hub-break">{t('verify.ask', { email })}</Text>
      <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
        {t('verify.confirm')}
      </Button>
    </Stack>
  )
}

function PasswordForm({ token, email }: LinkProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const arrive = useArrive()
  const form = useForm({ initialValues: { password: '', confirmation: '' }, validate: useSamePassword() })
  const { submit, isPending } = useSave({
    form,
    save: ({ password }) => confirmByPassword(token, password),
    onSaved: (session) => arrive(session),
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text className="hub-break">{t('verify.password', { email })}</Text>
        <NewPasswordFields
          label={t('reset.password')}
          confirmationLabel={t('reset.confirmation')}
          inputProps={form.getInputProps}
        />
        <Button type="submit" loading={isPending}>
          {t('verify.confirm')}
        </Button>
        {user === null && (
          <TextLink to="/login" search={{ next: `/verify/${token}` }} size="sm">
            {t('verify.password.login')}
          </TextLink>
        )}
        <Text size="sm" c="dimmed">
          {t('verify.password.notMine')}
        </Text>
      </Stack>
    </form>
  )
}
