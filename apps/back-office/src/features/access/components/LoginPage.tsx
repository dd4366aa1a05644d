import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../lib/api.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { PasswordField } from '../../../ui/PasswordField.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { refusalText } from '../../../ui/refusals.ts'
import { useSave } from '../../../ui/useSave.ts'
import { logIn } from '../api/access.ts'
import { useArrive } from '../useArrive.ts'

const route = getRouteApi('/login')

export function LoginPage() {
  const { t } = useTranslation()
  const { next, changed } = route.useSearch()
  const arrive = useArrive()
  const [refused, setRefused] = useState<string>()
  const form = useForm({ initialValues: { email: '', password: '' } })
  const { submit, isPending } = useSave({
    form,
    save: async (values) => {
      setRefused(undefined)
      try {
        return await logIn(values)
      } catch (error) {
        // Said in the page, beside what was typed: it concerns the form as a whole, never one of its fields.
        if (!(error instanceof ApiError) || !['wrong_credentials', 'too_many_attempts'].includes(error.code))
          throw error
        setRefused(refusalText(t, error))
        return undefined
      }
    },
    onSaved: (session) => session && arrive(session, next),
  })
  return (
    <PublicPage
      title={t('login.title')}
      tabTitle={t('login.pageTitle')}
      footer={
        <TextLink to="/reset_password/new" size="sm">
          {t('login.forgot')}
        </TextLink>
      }
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          {changed && <Notice tone="good">{t('login.passwordChanged')}</Notice>}
          {refused && (
            <Notice tone="bad" role="alert">
              {refused}
            </Notice>
          )}
          <TextInput
            label={t('login.email')}
            type="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('login.password')}
            autoComplete="current-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={isPending}>
            {t('login.submit')}
          </Button>
          <TextLink to="/signup" search={{ next }} ta="center">
            {t('login.signup')}
          </TextLink>
        </Stack>
      </form>
    </PublicPage>
  )
}
