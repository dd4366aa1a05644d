import { useQueryClient } from '@tanstack/react-query'
import { ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { useWindows } from '../../windows/manager.tsx'
import type { PrintChoice } from './PrintDialog.tsx'

/** Prints an order as chosen in W-13. A preparation ticket is counted first: its second copy is a duplicate. */
export function usePrint() {
  const { open } = useWindows()
  const queryClient = useQueryClient()
  const notify = useNotify()
  return async (number: number, choice: PrintChoice) => {
    if (choice === 'none') return
    if (choice === 'page') return open('web-order-print', { number, kind: 'page' })
    try {
      const { count } = await api.post<{ count: number }>(`/web-orders/${number}/ticket`)
      open('web-order-print', { number, kind: 'ticket', count })
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      notify(failure.message, 'failed')
    } finally {
      void queryClient.invalidateQueries({ queryKey: ['web-orders'] })
    }
  }
}
