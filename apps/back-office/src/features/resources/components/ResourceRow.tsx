import type { Resource } from '@hub/contract/manager'
import { ActionIcon, Table } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useWords } from '../../../i18n/index.ts'
import { formatDay } from '../../../lib/format.ts'
import { TextLink } from '../../../ui/links.tsx'
import { Named } from '../../../ui/Named.tsx'
import type { Owner } from '../../permissions/api/permissions.ts'
import type { ResourceKind } from '../api/resources.ts'
import { resourceWords } from '../words.ts'

interface Props {
  owner: Owner
  resource: Resource
  kind: ResourceKind
  canManage: boolean
  onRename: () => void
  onDelete: () => void
}

export function ResourceRow({ owner, resource, kind, canManage, onRename, onDelete }: Props) {
  const { t, locale } = useWords()
  const words = resourceWords[kind]
  const { id, name, created_at, count } = resource
  return (
    <Table.Tr>
      <Table.Td data-label={t('resources.name')}>
        <DataLink kind={kind} owner={owner} id={id}>
          <Named name={name} id={id} />
        </DataLink>
      </Table.Td>
      <Table.Td data-label={t('resources.created')}>{formatDay(locale, created_at)}</Table.Td>
      <Table.Td data-label={t(words.count)}>{new Intl.NumberFormat(locale).format(count)}</Table.Td>
      {canManage && (
        <Table.Td data-label={t(words.edit)}>
          <ActionIcon variant="subtle" aria-label={t('resources.editOne', { name })} onClick={onRename}>
            <IconPencil size={18} />
          </ActionIcon>
        </Table.Td>
      )}
      {canManage && (
        <Table.Td data-label={t('resources.remove')}>
          <ActionIcon
            variant="subtle"
            color="red.8"
            aria-label={t('resources.deleteOne', { name })}
            onClick={onDelete}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

/** The name leads to the page of DONNÉES that shows it. */
function DataLink({
  kind,
  owner,
  id,
  children,
}: {
  kind: ResourceKind
  owner: Owner
  id: string
  children: React.ReactNode
}) {
  const place = owner.entity === 'accounts' ? { account: owner.id } : { location: owner.id }
  return kind === 'catalogs' ? (
    <TextLink to="/catalogs" search={{ ...place, catalog: id }} size="sm">
      {children}
    </TextLink>
  ) : (
    <TextLink to="/customers" search={{ ...place, list: id }} size="sm">
      {children}
    </TextLink>
  )
}
