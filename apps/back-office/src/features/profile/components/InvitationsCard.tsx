import type { ProfilePermission } from '@hub/contract/manager'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/Section.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { acceptPermission, refusePermission } from '../api/profile.ts'
import { entityName } from './OwnPermissionsCard.tsx'

/** Rights that others offer: none takes effect before it is accepted (security S24). */
export function InvitationsCard({ invitations }: { invitations: ProfilePermission[] }) {
  const { t } = useTranslation()
  if (invitations.length === 0) return null
  return (
    <Section title={t('profile.invitations')}>
      <Stack>
        {invitations.map((invitation) => (
          <InvitationRow key={`${invitation.account.id} ${invitation.id}`} invitation={invitation} />
        ))}
      </Stack>
    </Section>
  )
}

function InvitationRow({ invitation }: { invitation: ProfilePermission }) {
  const { t } = useTranslation()
  const accept = useAct(() => acceptPermission(invitation))
  const refuse = useAct(() => refusePermission(invitation))
  const { account, location, role } = invitation
  const words = {
    entity: entityName(invitation),
    role: t(`role.${role}`),
    account: `${account.name} - ${account.id}`,
  }
  const isPending = accept.isPending || refuse.isPending
  return (
    <Group justify="space-between" gap="sm">
      <Text className="hub-break" flex="1 1 240px">
        {t(location ? 'profile.invitation.location' : 'profile.invitation.account', words)}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={isPending}
          aria-label={t('profile.invitation.refuse.label', words)}
          onClick={() => refuse.mutate()}
        >
          {t('profile.invitation.refuse')}
        </Button>
        <Button
          size="xs"
          loading={accept.isPending}
          disabled={isPending}
          aria-label={t('profile.invitation.accept.label', words)}
          onClick={() => accept.mutate()}
        >
          {t('profile.invitation.accept')}
        </Button>
      </Group>
    </Group>
  )
}
