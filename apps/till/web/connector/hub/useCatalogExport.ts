import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CatalogExport, CatalogPreview, ExportKind } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { catalogQuery, exportQuery } from '../queries.ts'
import { exportingText } from './ExportProgress.tsx'

/** The confirmation of each export, or undefined when the server will refuse and give the reason. */
const questions: Record<ExportKind, (preview: CatalogPreview, catalog: string) => string | undefined> = {
  catalog: ({ productCount, deals, categoryCount, imageCount, clashes }, catalog) => {
    if (productCount === 0 || clashes.length > 0) return undefined
    const articles = t('exchange.question', {
      articles: productCount,
      menus: deals.length,
      categories: categoryCount,
      catalog,
    })
    return imageCount === 0 ? articles : `${articles} ${t('exchange.withImages', { count: imageCount })}`
  },
  images: ({ imageCount }, catalog) =>
    imageCount === 0 ? undefined : t('exchange.images.question', { count: imageCount, catalog }),
  stock: ({ stockCount }, catalog) =>
    stockCount === 0 ? undefined : t('exchange.stock.question', { count: stockCount, catalog }),
}

const paths: Record<ExportKind, string> = {
  catalog: '/hub/export',
  images: '/hub/export/images',
  stock: '/hub/export/stock',
}

/** The exports of «E/S»: a confirmation with counts, then the export (contract, kezia D9). */
export function useCatalogExport(catalogName: string) {
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const { data: progress } = useQuery(exportQuery)
  const start = useMutation<CatalogExport | undefined, ApiFailure, ExportKind>({
    mutationFn: async (kind) => {
      const preview = await queryClient.fetchQuery({ ...catalogQuery, staleTime: 0 })
      const message = questions[kind](preview, catalogName)
      const title = t(kind === 'catalog' ? 'exchange.articles' : `exchange.${kind}`)
      if (message !== undefined && !(await confirm({ title, message }))) return undefined
      return api.post<CatalogExport>(paths[kind])
    },
    onSuccess: (state) => state && queryClient.setQueryData(exportQuery.queryKey, state),
    onError: (failure) => {
      notify(failure.message, 'failed')
      // Another station may have started one: its progress then shows here.
      void queryClient.invalidateQueries(exportQuery)
    },
  })
  const busy =
    progress?.state === 'running' ? t('exchange.busy', { progress: exportingText(progress) }) : undefined
  return { progress, start: start.mutate, busy }
}
