import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { StartableKind, Transfer } from '../../../src/connector/transfers/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useConfirm } from '../../ui/confirm.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { transferQuery } from '../queries.ts'
import { transferringText } from './TransferProgress.tsx'

/**
 * The transfers of «E/S» besides the catalogue: a confirmation with counts, then the transfer (contract,
 * kezia D9).
 */
export function useTransfers(list: string) {
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const { data: current } = useQuery(transferQuery)
  const start = useMutation<Transfer | undefined, ApiFailure, StartableKind>({
    mutationFn: async (kind) => {
      const count =
        kind === 'customers' ? (await api.get<{ count: number }>('/hub/transfers/customers')).count : 1
      const question = {
        title: t(`exchange.${kind}`),
        message: t(`exchange.${kind}.question`, { count, list }),
      }
      // With nothing to send, the server's answer explains it.
      if (count > 0 && !(await confirm(question))) return undefined
      return api.post<Transfer>(`/hub/transfers/${kind}`)
    },
    onSuccess: (state) => state && queryClient.setQueryData(transferQuery.queryKey, state),
    onError: (failure) => {
      notify(failure.message, 'failed')
      // Another station may have started one: its progress then shows here.
      void queryClient.invalidateQueries(transferQuery)
    },
  })
  const busy =
    current?.state === 'running' ? t('exchange.busy', { progress: transferringText(current) }) : undefined
  return { current, start: start.mutate, busy }
}
