import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Inventory, InventoryRow } from '../../src/stock/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { InventoryWork } from './InventoryWork.tsx'
import { inventoriesQuery, inventoryQuery } from './queries.ts'

/** «Inventaire»: the one in preparation goes on where it was left, else a new one may start (contract, kezia §5.8). */
export function InventoryWindow({ close }: WindowProps) {
  const query = useQuery(inventoriesQuery)
  return (
    <Loaded query={query}>
      {(rows) => {
        const open = rows.find(({ validatedAt }) => validatedAt === null)
        return open ? (
          <OpenInventory id={open.id} onQuit={close} />
        ) : (
          <NoInventory rows={rows} onQuit={close} />
        )
      }}
    </Loaded>
  )
}

function OpenInventory({ id, onQuit }: { id: number; onQuit(): void }) {
  const query = useQuery(inventoryQuery(id))
  return (
    <Loaded query={query}>{(inventory) => <InventoryWork inventory={inventory} onQuit={onQuit} />}</Loaded>
  )
}

function NoInventory({ rows, onQuit }: { rows: InventoryRow[]; onQuit(): void }) {
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const queryClient = useQueryClient()
  const notify = useNotify()
  const start = useMutation<Inventory, ApiFailure>({
    mutationFn: () => api.post('/inventories'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['inventories'] }),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  return (
    <div className="inventory">
      <div className="inventory-head">
        <p>{t('inventory.none')}</p>
        <Button look="primary" disabled={start.isPending} onClick={() => start.mutate()}>
          {t('inventory.start')}
        </Button>
      </div>
      <section aria-label={t('inventory.history')}>
        <h3>{t('inventory.history')}</h3>
        {rows.length === 0 && <p className="soft">{t('inventory.history.none')}</p>}
        <ul>
          {rows.map(({ id, validatedAt, lineCount }) => (
            <li key={id}>
              {t('inventory.history.row', {
                id,
                at: formatDateTime(new Date(validatedAt ?? ''), timeZone),
                count: lineCount,
              })}
            </li>
          ))}
        </ul>
      </section>
      <div className="window-buttons">
        <Button onClick={onQuit}>{t('stockState.quit')}</Button>
      </div>
    </div>
  )
}
