import type { AuthorizePage } from '@hub/contract/manager'
import { Group, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Who vouches for the app, who publishes it, and where it sends the browser (contract, security S27). */
export function WhoAsks({ page: { approved, publisher, redirect_host, pairing } }: { page: AuthorizePage }) {
  const { t } = useTranslation()
  return (
    <Stack gap={4}>
      {approved ? (
        <Group gap={6} wrap="nowrap" align="flex-start" c="leaf.9">
          <IconCircleCheck size={20} style={{ flex: 'none' }} aria-hidden />
          <Text size="sm" fw={600}>
            {t('authorize.approved')}
          </Text>
        </Group>
      ) : (
        <Text size="sm">{t('authorize.notApproved')}</Text>
      )}
      <Text size="sm" className="hub-break">
        {publisher === null
          ? t('authorize.publisher.operator')
          : publisher.email === null
            ? t('authorize.publisher.unverified', { name: publisher.name })
            : t('authorize.publisher', { name: publisher.name, email: publisher.email })}
      </Text>
      {pairing === null && (
        <Text size="sm" className="hub-break">
          {redirect_host === null ? (
            t('authorize.sent.code')
          ) : (
            <>
              {t('authorize.sent')} <strong>{redirect_host}</strong>
            </>
          )}
        </Text>
      )}
    </Stack>
  )
}
