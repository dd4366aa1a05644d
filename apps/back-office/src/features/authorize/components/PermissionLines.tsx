import type { AuthorizeCandidate, AuthorizePage } from '@hub/contract/manager'
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Named } from '../../../ui/Named.tsx'
import { lineDetail } from '../choice.ts'

interface Props {
  page: AuthorizePage
  candidate: AuthorizeCandidate | undefined
}

/** «{App} pourra :», one line per permission asked. */
export function PermissionLines({ page, candidate }: Props) {
  const { t } = useTranslation()
  return (
    <div>
      <Text fw={600} mb={6} className="hub-break">
        {t('authorize.able', { app: page.client_name })}
      </Text>
      <List spacing={6}>
        {page.level !== null && <List.Item>{t(`authorize.can.basic.${page.level}`)}</List.Item>}
        {page.permissions.map((permission) => (
          <List.Item key={permission}>
            {withColon(t(`authorize.can.${permission}`))}
            <Detail detail={lineDetail(permission, candidate)} />
          </List.Item>
        ))}
      </List>
    </div>
  )
}

/** French puts a space before the colon; the colon must not begin a line of its own. */
const withColon = (text: string) => text.replace(/ :$/, '\u00a0:')

function Detail({ detail }: { detail: ReturnType<typeof lineDetail> }) {
  const { t } = useTranslation()
  if (!detail) return null
  return (
    <Text size="sm" c={detail.kind === 'one' ? undefined : 'var(--hub-grey)'}>
      {detail.kind === 'one' ? <Named {...detail.named} /> : t(`authorize.${detail.kind}.${detail.resource}`)}
    </Text>
  )
}
