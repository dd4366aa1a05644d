import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../ui/links.tsx'
import { verifyQuery } from '../api/access.ts'
import { DeadLink } from './DeadLink.tsx'
import { LinkPage } from './LinkPage.tsx'

const route = getRouteApi('/verify/$token')

export function VerifyPage() {
  const { t } = useTranslation()
  const { token } = route.useParams()
  const query = useQuery(verifyQuery(token))
  return (
    <LinkPage title={t('verify.title')} query={query} dead={<DeadLink text={t('link.dead.text')} />}>
      {({ email }) => (
        <Stack>
          <Text className="hub-break">{t('verify.done', { email })}</Text>
          <ButtonLink to="/">{t('verify.continue')}</ButtonLink>
        </Stack>
      )}
    </LinkPage>
  )
}
