import type { AuthorizePage } from '@hub/contract/manager'
import { Text } from '@mantine/core'
import { useWords } from '../../../i18n/index.ts'
import { formatDateTime } from '../../../lib/format.ts'
import { Notice } from '../../../ui/Notice.tsx'

interface Props {
  pairing: NonNullable<AuthorizePage['pairing']>
  device: string | null
}

/** A code read out on the telephone, or sent by mail, pairs somebody else's till (contract, security S27). */
export function PairingNotice({ pairing: { user_code, requested_at, requested_from }, device }: Props) {
  const { t, locale } = useWords()
  const time = formatDateTime(locale, requested_at, Intl.DateTimeFormat().resolvedOptions().timeZone)
  return (
    <Notice tone="careful">
      <Text fw={700}>{t('pairing.onlyIf')}</Text>
      <Text component="p" ff="monospace" fz={28} fw={700} my={4}>
        {user_code}
      </Text>
      <Text size="sm" className="hub-break">
        {requested_from === null
          ? t('pairing.requestedAt', { time })
          : t('pairing.requested', { time, address: requested_from })}
      </Text>
      {device !== null && (
        <Text size="sm" className="hub-break">
          {t('pairing.device', { device })}
        </Text>
      )}
      <Text size="sm" mt={4}>
        {t('pairing.new')}
      </Text>
    </Notice>
  )
}
