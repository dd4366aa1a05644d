import { Divider, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../../../ui/links.tsx'
import { useSession } from '../../session/api/session.ts'

/** The way to a new location (or account) and back here with it selected, every parameter of the request kept. */
export function NewPlace({ level }: { level: 'location' | 'account' }) {
  const { t } = useTranslation()
  const { accounts } = useSession()
  const [next] = useState(() => window.location.pathname + window.location.search)
  const hasParent = accounts.some(({ abilities }) => abilities?.add_location)
  const isLocation = level === 'location'
  return (
    <>
      <Divider />
      <Group justify="space-between" gap="xs">
        <Text size="sm">{t(isLocation ? 'authorize.new.question' : 'authorize.new.accountQuestion')}</Text>
        <ButtonLink
          to={isLocation && hasParent ? '/locations/new' : '/accounts/new'}
          search={{ next }}
          variant="default"
          size="xs"
        >
          {t(isLocation ? 'authorize.new.location' : 'authorize.new.account')}
        </ButtonLink>
      </Group>
    </>
  )
}
