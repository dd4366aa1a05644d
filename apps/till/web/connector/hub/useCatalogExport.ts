import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { CatalogExport } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { catalogQuery, exportQuery } from '../queries.ts'

/** «Envoi Articles sur HubRise»: the confirmation with its counts, then the export (contract, kezia D9). */
export function useCatalogExport(catalogName: string) {
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const { data: progress } = useQuery(exportQuery)
  const start = useMutation<CatalogExport | undefined, ApiFailure>({
    mutationFn: async () => {
      const preview = await queryClient.fetchQuery({ ...catalogQuery, staleTime: 0 })
      if (preview.productCount > 0 && preview.clashes.length === 0) {
        const message = t('exchange.question', {
          articles: preview.productCount,
          categories: preview.categoryCount,
          catalog: catalogName,
        })
        if (!(await confirm({ title: t('exchange.articles'), message }))) return undefined
      }
      // Without anything to send the till refuses, and says why.
      return api.post<CatalogExport>('/hub/export')
    },
    onSuccess: (state) => state && queryClient.setQueryData(exportQuery.queryKey, state),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  return { progress, start: () => start.mutate(), isBusy: start.isPending || progress?.state === 'running' }
}
