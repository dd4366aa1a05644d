import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer, DeletedCustomer } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { deletedCustomersQuery } from './queries.ts'
import './customers.css'

/** «Client» > «Outils» > «Restauration Clients»: the recycle bin. */
export function CustomerRestore({ close }: WindowProps) {
  const query = useQuery(deletedCustomersQuery)
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const [chosen, setChosen] = useState<number>()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const selected = query.data?.find(({ idcli }) => idcli === chosen) ?? query.data?.[0]
  const restore = useMutation<Customer, ApiFailure, number>({
    mutationFn: (idcli) => api.post<Customer>(`/customers/${idcli}/restore`),
    onSuccess: ({ displayName }) => notify(t('restore.done', { name: displayName })),
    onError: (failure) => notify(failure.message, 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['customers'] }),
  })
  return (
    <div className="customers">
      <Loaded query={query}>
        {(rows) => (
          <DataGrid
            label={t('restore.grid')}
            columns={columns(timeZone)}
            rows={rows}
            rowKey={({ idcli }) => idcli}
            selected={selected?.idcli}
            onSelect={({ idcli }) => setChosen(idcli)}
            onOpen={({ idcli }) => restore.mutate(idcli)}
            empty={t('restore.none')}
          />
        )}
      </Loaded>
      <div className="window-buttons">
        <Button
          look="primary"
          disabled={!selected || restore.isPending}
          onClick={() => selected && restore.mutate(selected.idcli)}
        >
          {t('restore.action')}
        </Button>
        <Button onClick={close}>{t('customers.quit')}</Button>
      </div>
    </div>
  )
}

const columns = (timeZone: string): Column<DeletedCustomer>[] => [
  { key: 'idcli', label: t('customers.column.idcli'), isNumber: true, render: ({ idcli }) => idcli },
  { key: 'name', label: t('customers.column.name'), render: ({ displayName }) => displayName },
  { key: 'city', label: t('customers.column.city'), render: ({ city }) => city },
  { key: 'email', label: t('customers.column.email'), render: ({ email }) => email },
  {
    key: 'date',
    label: t('restore.date'),
    render: ({ deletedAt }) => formatDateTime(new Date(deletedAt), timeZone),
  },
]
