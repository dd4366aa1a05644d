import type { Permission } from '@hub/contract/manager'
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Section } from '../../../ui/Section.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { type Owner, permissionsQuery } from '../api/permissions.ts'
import { AddPermissionRow } from './AddPermissionRow.tsx'
import { PermissionRow } from './PermissionRow.tsx'

interface Props {
  owner: Owner
  canManage: boolean
}

/** Card «Permissions» of an account or location (contract, back-office §3.4). */
export function PermissionsCard({ owner, canManage }: Props) {
  const { t } = useTranslation()
  const query = useQuery(permissionsQuery(owner))
  return (
    <Section title={t('permissions.title')}>
      <Loaded query={query}>
        {(permissions) => <Permissions owner={owner} canManage={canManage} permissions={permissions} />}
      </Loaded>
    </Section>
  )
}

function Permissions({ owner, canManage, permissions }: Props & { permissions: Permission[] }) {
  const { t } = useTranslation()
  if (permissions.length === 0 && !canManage) return <Empty text={t('permissions.empty')} />
  return (
    <StackedTable>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('permissions.user')}</Table.Th>
          <Table.Th>{t('permissions.email')}</Table.Th>
          <Table.Th>{t('permissions.role')}</Table.Th>
          {canManage && <Table.Th>{t('permissions.remove')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {permissions.map((permission) => (
          <PermissionRow key={permission.id} owner={owner} permission={permission} canManage={canManage} />
        ))}
        {canManage && <AddPermissionRow owner={owner} />}
      </Table.Tbody>
    </StackedTable>
  )
}
