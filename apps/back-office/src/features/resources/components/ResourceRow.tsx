import type { Resource } from '@hub/contract/manager'
import { ActionIcon, Table } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useWords } from '../../../i18n/index.ts'
import { formatDay } from '../../../lib/format.ts'
import { Named } from '../../../ui/Named.tsx'
import type { ResourceKind } from '../api/resources.ts'
import { resourceWords } from '../words.ts'

interface Props {
  resource: Resource
  kind: ResourceKind
  canManage: boolean
  onRename: () => void
  onDelete: () => void
}

export function ResourceRow({ resource, kind, canManage, onRename, onDelete }: Props) {
  const { t, locale } = useWords()
  const words = resourceWords[kind]
  const { id, name, created_at, count } = resource
  return (
    <Table.Tr>
      <Table.Td data-label={t('resources.name')}>
        <Named name={name} id={id} />
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
