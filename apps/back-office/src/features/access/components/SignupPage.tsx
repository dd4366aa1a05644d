import { Button, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useWords } from '../../../i18n/index.ts'
import { TextLink } from '../../../ui/links.tsx'
import { PasswordField } from '../../../ui/PasswordField.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { useStartSession } from '../../session/api/session.ts'
import { signUp } from '../api/access.ts'

const route = getRouteApi('/signup')

/** A person's profile; the next step is the account and its first location, with the request kept in `next`. */
export function SignupPage() {
  const { t, locale } = useWords()
  const { next } = route.useSearch()
  const navigate = useNavigate()
  const startSession = useStartSession()
  const form = useForm({ initialValues: { first_name: '', last_name: '', email: '', password: '' } })
  const { submit, isPending } = useSave({
    form,
    save: (values) => signUp({ ...values, locale }),
    onSaved: (session) => {
      startSession(session)
      void navigate({ to: '/accounts/new', search: { next } })
    },
  })
  return (
    <PublicPage
      title={t('signup.title')}
      footer={
        <TextLink to="/login" search={{ next }} size="sm">
          {t('signup.login')}
        </TextLink>
      }
    >
      <form noValidate onSubmit={submit}>
        <Stack>
          <TextInput
            label={t('signup.firstName')}
            autoComplete="given-name"
            autoFocus
            {...form.getInputProps('first_name')}
          />
          <TextInput
            label={t('signup.lastName')}
            autoComplete="family-name"
            {...form.getInputProps('last_name')}
          />
          <TextInput
            label={t('signup.email')}
            type="email"
            autoComplete="username"
            {...form.getInputProps('email')}
          />
          <PasswordField
            label={t('signup.password')}
            description={t('signup.password.help')}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <Button type="submit" loading={isPending}>
            {t('signup.submit')}
          </Button>
        </Stack>
      </form>
    </PublicPage>
  )
}
