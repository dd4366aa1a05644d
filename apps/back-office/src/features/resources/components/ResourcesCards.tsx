import type { Resource } from '@hub/contract/manager'
import { Button, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { Section } from '../../../ui/Section.tsx'
import { StackedTable } from '../../../ui/StackedTable.tsx'
import { Empty, Loaded } from '../../../ui/States.tsx'
import { useAct } from '../../../ui/useAct.ts'
import type { Owner } from '../../permissions/api/permissions.ts'
import { deleteResource, type ResourceKind, resourcesQuery } from '../api/resources.ts'
import { resourceWords } from '../words.ts'
import { ResourceNameDialog } from './ResourceNameDialog.tsx'
import { ResourceRow } from './ResourceRow.tsx'

interface Props {
  owner: Owner
  canManage: boolean
}

/** Cards «Catalogues» and «Listes de clients» of an account or location: those of that level. */
export function ResourcesCards(props: Props) {
  return (
    <>
      <ResourcesCard kind="catalogs" {...props} />
      <ResourcesCard kind="customer-lists" {...props} />
    </>
  )
}

type Open = { dialog: 'create' } | { dialog: 'rename' | 'delete'; resource: Resource }

function ResourcesCard({ kind, owner, canManage }: Props & { kind: ResourceKind }) {
  const { t } = useTranslation()
  const words = resourceWords[kind]
  const query = useQuery(resourcesQuery(owner, kind))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const remove = useAct((resource: Resource) => deleteResource(owner, kind, resource), close)
  return (
    <Section
      title={t(words.title)}
      actions={
        canManage && (
          <Button size="xs" variant="default" onClick={() => setOpen({ dialog: 'create' })}>
            {t(words.create)}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(resources) =>
          resources.length === 0 ? (
            <Empty text={t(words.empty)} />
          ) : (
            <StackedTable>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('resources.name')}</Table.Th>
                  <Table.Th>{t('resources.created')}</Table.Th>
                  <Table.Th>{t(words.count)}</Table.Th>
                  {canManage && <Table.Th>{t(words.edit)}</Table.Th>}
                  {canManage && <Table.Th>{t('resources.remove')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {resources.map((resource) => (
                  <ResourceRow
                    key={resource.id}
                    owner={owner}
                    resource={resource}
                    kind={kind}
                    canManage={canManage}
                    onRename={() => setOpen({ dialog: 'rename', resource })}
                    onDelete={() => setOpen({ dialog: 'delete', resource })}
                  />
                ))}
              </Table.Tbody>
            </StackedTable>
          )
        }
      </Loaded>
      {open && open.dialog !== 'delete' && (
        <ResourceNameDialog
          owner={owner}
          kind={kind}
          resource={open.dialog === 'rename' ? open.resource : undefined}
          onClose={close}
        />
      )}
      {open?.dialog === 'delete' && (
        <ConfirmDialog
          opened
          title={t(words.remove)}
          name={`${open.resource.name} - ${open.resource.id}`}
          text={t('resources.delete.text')}
          verb={t('common.delete')}
          danger
          pending={remove.isPending}
          onConfirm={() => remove.mutate(open.resource)}
          onClose={close}
        />
      )}
    </Section>
  )
}
