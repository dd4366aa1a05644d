import { Button, Center, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from './Notice.tsx'
import { refusalText } from './refusals.ts'

export function Loading() {
  const { t } = useTranslation()
  return (
    <Center py="xl" role="status">
      <Group gap="sm">
        <Loader size="sm" />
        <Text c="var(--hub-grey)">{t('common.loading')}</Text>
      </Group>
    </Center>
  )
}

export function Failed({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Notice tone="bad" icon={<IconAlertCircle />} title={title}>
      <Stack align="flex-start" gap="sm">
        <Text size="sm">{refusalText(t, error)}</Text>
        <Button size="xs" variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </Stack>
    </Notice>
  )
}

export function Empty({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="sm" py="lg">
      <Text c="var(--hub-grey)" ta="center">
        {text}
      </Text>
      {children}
    </Stack>
  )
}

/** A card's own data: loading and failed here, what to show when it came in `children`. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
}) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <Loading />
  return <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
}
