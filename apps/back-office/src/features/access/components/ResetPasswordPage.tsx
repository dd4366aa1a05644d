import { Button, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../lib/api.ts'
import { TextLink } from '../../../ui/links.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { resetPassword, resetQuery } from '../api/access.ts'
import { DeadLink } from './DeadLink.tsx'
import { LinkPage } from './LinkPage.tsx'
import { NewPasswordFields, useSamePassword } from './NewPasswordFields.tsx'

const route = getRouteApi('/reset_password/$token')

export function ResetPasswordPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const query = useQuery(resetQuery(token))
  const [usedMeanwhile, setUsedMeanwhile] = useState(false)
  const dead = (
    <DeadLink text={t('link.dead.text')}>
      <TextLink to="/reset_password/new">{t('reset.again')}</TextLink>
    </DeadLink>
  )
  if (usedMeanwhile) return dead
  return (
    <LinkPage title={t('reset.title')} query={query} dead={dead}>
      {({ email }) => <ResetForm token={token} email={email} onDead={() => setUsedMeanwhile(true)} />}
    </LinkPage>
  )
}

function ResetForm({ token, email, onDead }: { token: string; email: string; onDead: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { password: '', confirmation: '' }, validate: useSamePassword() })
  const { submit, isPending } = useSave({
    form,
    save: ({ password }) =>
      resetPassword(token, password).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'link_dead') onDead()
        throw error
      }),
    onSaved: () => navigate({ to: '/login', search: { changed: true } }),
  })
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text className="hub-break">{t('reset.for', { email })}</Text>
        <NewPasswordFields
          label={t('reset.password')}
          confirmationLabel={t('reset.confirmation')}
          inputProps={form.getInputProps}
        />
        <Button type="submit" loading={isPending}>
          {t('reset.submit')}
        </Button>
      </Stack>
    </form>
  )
}
