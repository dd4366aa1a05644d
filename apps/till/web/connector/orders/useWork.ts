import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'

export type WorkAction = 'delay' | 'comment' | 'ready' | 'prepare' | 'ship' | 'fail-delivery' | 'cancel'

/** One action on an order: shows its message when done, and rereads the list whatever the result. */
export function useWork(
  order: Pick<WebOrderRow, 'number'>,
  action: WorkAction,
  done: string,
  then = () => {},
) {
  const queryClient = useQueryClient()
  const notify = useNotify()
  return useMutation<void, ApiFailure, object | undefined>({
    mutationFn: (body) => api.post(`/web-orders/${order.number}/${action}`, body ?? {}),
    onSuccess: () => {
      notify(done)
      then()
    },
    onError: (failure) => {
      if (Object.keys(failure.fields).length === 0) notify(failure.message, 'failed')
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['web-orders'] }),
  })
}
