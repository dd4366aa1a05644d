import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLogout } from '../../session/api/logout.ts'
import { useUser } from '../../session/api/session.ts'

/** Who gives this access; on a shared computer it may be somebody else. */
export function WhoIsSignedIn() {
  const { t } = useTranslation()
  const user = useUser()
  const logout = useLogout(window.location.pathname + window.location.search)
  return (
    <Text size="sm" className="hub-break">
      {t('authorize.signedInAs', { name: `${user.first_name} ${user.last_name}`, email: user.email })}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => logout.mutate()}>
        {t('authorize.switch')}
      </Anchor>
    </Text>
  )
}
