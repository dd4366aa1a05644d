import type { Permission } from '@hub/contract/manager'
import { ActionIcon, Badge, Group, Table, Tooltip } from '@mantine/core'
import { IconClockPlay, IconPencil, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Owner } from '../api/permissions.ts'
import { type PermissionDialog, PermissionDialogs } from './PermissionDialogs.tsx'

interface Props {
  owner: Owner
  permission: Permission
  canManage: boolean
}

/** One right. Those inherited from the account are greyed, and changed on the account's page. */
export function PermissionRow({ owner, permission, canManage }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<PermissionDialog>()
  const { status, name, email, role, inherited, is_self } = permission
  const canChange = canManage && !inherited
  return (
    <Table.Tr className={inherited ? 'hub-grey' : undefined}>
      <Table.Td data-label={t('permissions.user')}>
        {status === 'invited' ? (
          <Group gap={4} wrap="nowrap">
            <Badge color="yellow" variant="light" c="#7a4b00">
              {t('permissions.invited')}
            </Badge>
            {canChange && (
              <ActionIcon
                variant="subtle"
                aria-label={t('permissions.resend', { email })}
                onClick={() => setOpen('resend')}
              >
                <IconClockPlay size={18} />
              </ActionIcon>
            )}
          </Group>
        ) : (
          name
        )}
      </Table.Td>
      <Table.Td data-label={t('permissions.email')}>{email}</Table.Td>
      <Table.Td data-label={t('permissions.role')}>
        <Group gap={4} wrap="nowrap">
          {inherited ? `${t(`role.${role}`)} (${t('permissions.inherited')})` : t(`role.${role}`)}
          {canChange && (
            <ActionIcon
              variant="subtle"
              aria-label={t('permissions.edit', { email })}
              onClick={() => setOpen('role')}
            >
              <IconPencil size={18} />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
      {canManage && (
        <Table.Td data-label={canChange ? t('permissions.remove') : undefined}>
          {canChange && (
            <Tooltip label={t('permissions.self')} disabled={!is_self}>
              <ActionIcon
                variant="subtle"
                color="red.8"
                aria-label={t('permissions.delete', { email })}
                disabled={is_self}
                onClick={() => setOpen('remove')}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </Tooltip>
          )}
          {open && (
            <PermissionDialogs
              owner={owner}
              permission={permission}
              open={open}
              onClose={() => setOpen(undefined)}
            />
          )}
        </Table.Td>
      )}
    </Table.Tr>
  )
}
