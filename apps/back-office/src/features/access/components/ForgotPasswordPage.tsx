import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextLink } from '../../../ui/links.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { useSave } from '../../../ui/useSave.ts'
import { askReset } from '../api/access.ts'

export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const [sentTo, setSentTo] = useState<string>()
  const form = useForm({ initialValues: { email: '' } })
  const { submit, isPending } = useSave({
    form,
    save: ({ email }) => askReset(email),
    onSaved: (_nothing, { email }) => setSentTo(email),
  })
  return (
    <PublicPage
      title={t('forgot.title')}
      footer={
        <TextLink to="/login" size="sm">
          {t('forgot.back')}
        </TextLink>
      }
    >
      {sentTo === undefined ? (
        <form noValidate onSubmit={submit}>
          <Stack>
            <Text>{t('forgot.text')}</Text>
            <TextInput
              label={t('login.email')}
              type="email"
              autoComplete="username"
              autoFocus
              {...form.getInputProps('email')}
            />
            <Button type="submit" loading={isPending}>
              {t('forgot.submit')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Notice tone="good" role="status">
          {t('forgot.sent', { email: sentTo })}
        </Notice>
      )}
    </PublicPage>
  )
}
