import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArticleDetails, BinnedArticle } from '../../src/articles/wire.ts'
import { searchKey } from '../../src/platform/text.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { binQuery } from './queries.ts'

/** «Article» > «Outil» > «Restauration Article»: the recycle bin (contract, kezia W-2, §5.3). */
export function ArticleRestore({ close }: WindowProps) {
  const query = useQuery(binQuery)
  const { data: shop } = useQuery(shopQuery)
  const queryClient = useQueryClient()
  const notify = useNotify()
  const [definition, setDefinition] = useState('')
  const [chosen, setChosen] = useState<number>()
  const rows = (query.data ?? []).filter((row) => searchKey(row.definition).includes(searchKey(definition)))
  const selected = rows.find(({ idart }) => idart === chosen) ?? rows[0]
  const restore = useMutation<ArticleDetails, ApiFailure, BinnedArticle>({
    mutationFn: ({ idart }) => api.post<ArticleDetails>(`/articles/${idart}/restore`),
    onSuccess: ({ idart, definition: name }) => {
      void queryClient.invalidateQueries({ queryKey: ['articles'] })
      notify(t('articleRestore.done', { idart, definition: name }))
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  return (
    <div className="article-restore">
      <TextField label={t('articleRestore.search')} value={definition} onChange={setDefinition} autoFocus />
      <Loaded query={query}>
        {(bin) => (
          <DataGrid
            label={t('articleRestore.grid')}
            columns={columns(shop?.currency ?? 'EUR', shop?.timeZone ?? 'Europe/Paris')}
            rows={rows}
            rowKey={({ idart }) => idart}
            selected={selected?.idart}
            onSelect={({ idart }) => setChosen(idart)}
            onOpen={(row) => restore.mutate(row)}
            empty={t(bin.length === 0 ? 'articleRestore.none' : 'articleRestore.noMatch')}
          />
        )}
      </Loaded>
      <div className="window-buttons">
        <Button
          look="primary"
          disabled={!selected || restore.isPending}
          onClick={() => selected && restore.mutate(selected)}
        >
          {t('articleRestore.restore')}
        </Button>
        <Button onClick={close}>{t('articleRestore.quit')}</Button>
      </div>
    </div>
  )
}

const columns = (currency: string, timeZone: string): Column<BinnedArticle>[] => [
  { key: 'idart', label: t('articleRestore.idart'), isNumber: true, render: ({ idart }) => idart },
  { key: 'definition', label: t('articleRestore.definition'), render: ({ definition }) => definition },
  {
    key: 'code',
    label: t('articleRestore.code'),
    render: ({ internalCode }) => internalCode ?? t('sheet.nc'),
  },
  { key: 'rayon', label: t('articleRestore.rayon'), render: ({ rayon }) => rayon ?? t('sheet.nc') },
  {
    key: 'price',
    label: t('articleRestore.price'),
    isNumber: true,
    render: ({ priceCents }) => formatMoney(priceCents, currency),
  },
  {
    key: 'deletedAt',
    label: t('articleRestore.deletedAt'),
    render: ({ deletedAt }) => formatDateTime(new Date(deletedAt), timeZone),
  },
]
