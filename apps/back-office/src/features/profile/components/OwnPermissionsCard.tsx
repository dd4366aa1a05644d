import type { ProfilePermission } from '@hub/contract/manager'
import { ActionIcon, Table } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { ButtonLink, TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty } from '../../../ui/States.tsx'
import { useAct } from '../../../ui/useAct.ts'
import { useSession } from '../../session/api/session.ts'
import { giveUp } from '../api/profile.ts'

/** One's own rights; the bin gives one up. */
export function OwnPermissionsCard({ permissions }: { permissions: ProfilePermission[] }) {
  const { t } = useTranslation()
  const [leaving, setLeaving] = useState<ProfilePermission>()
  const leave = useAct(giveUp, () => setLeaving(undefined))
  return (
    <Section
      title={t('profile.permissions')}
      actions={
        <ButtonLink to="/accounts/new" size="xs">
          {t('accounts.create')}
        </ButtonLink>
      }
    >
      {permissions.length === 0 ? (
        <Empty text={t('profile.permissions.empty')} />
      ) : (
        <StackedTable>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('permissions.account')}</Table.Th>
              <Table.Th>{t('permissions.location')}</Table.Th>
              <Table.Th>{t('permissions.role')}</Table.Th>
              <Table.Th>{t('permissions.remove')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {permissions.map((permission) => (
              <PermissionRow key={permission.id} permission={permission} onLeave={setLeaving} />
            ))}
          </Table.Tbody>
        </StackedTable>
      )}
      {leaving && (
        <ConfirmDialog
          opened
          title={t('profile.giveUp', { role: t(`role.${leaving.role}`), entity: entityName(leaving) })}
          name={entityName(leaving)}
          text={t('profile.giveUp.text')}
          verb={t('common.delete')}
          danger
          pending={leave.isPending}
          onConfirm={() => leave.mutate(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Section>
  )
}

export function entityName({ account, location }: ProfilePermission) {
  const { id, name } = location ?? account
  return `${name} - ${id}`
}

function PermissionRow({
  permission,
  onLeave,
}: {
  permission: ProfilePermission
  onLeave: (permission: ProfilePermission) => void
}) {
  const { t } = useTranslation()
  const { accounts } = useSession()
  const { account, location, role } = permission
  const hasAccountPage = accounts.some(({ id, abilities }) => id === account.id && abilities !== null)
  return (
    <Table.Tr>
      <Table.Td data-label={t('permissions.account')}>
        {hasAccountPage ? (
          <TextLink to="/accounts/$accountId" params={{ accountId: account.id }} size="sm">
            <Named {...account} />
          </TextLink>
        ) : (
          <Named {...account} />
        )}
      </Table.Td>
      <Table.Td data-label={location ? t('permissions.location') : undefined}>
        {location && (
          <TextLink to="/locations/$locationId" params={{ locationId: location.id }} size="sm">
            <Named {...location} />
          </TextLink>
        )}
      </Table.Td>
      <Table.Td data-label={t('permissions.role')}>{t(`role.${role}`)}</Table.Td>
      <Table.Td data-label={t('permissions.remove')}>
        <ActionIcon
          variant="subtle"
          color="red.8"
          aria-label={t('permissions.delete', { email: entityName(permission) })}
          onClick={() => onLeave(permission)}
        >
          <IconTrash size={18} />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  )
}
