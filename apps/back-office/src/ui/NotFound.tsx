import { Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from './links.tsx'

/** An address that leads nowhere, or where this user has no right: the two are not told apart. */
export function NotFound({ text }: { text?: string }) {
  const { t } = useTranslation()
  return (
    <Paper p="xl">
      <Stack align="center">
        <Text ta="center">{text ?? t('page.notFound.text')}</Text>
        <ButtonLink to="/dashboard" variant="default">
          {t('page.home')}
        </ButtonLink>
      </Stack>
    </Paper>
  )
}
