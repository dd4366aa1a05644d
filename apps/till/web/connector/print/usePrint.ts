import { useQueryClient } from '@tanstack/react-query'
import type { PrintOutcome } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { useWindows } from '../../windows/manager.tsx'
import type { PrintChoice } from './PrintDialog.tsx'

/**
 * Prints an order as chosen in W-13: tickets go to the configured printers, else to the browser. A
 * preparation ticket is counted first: its second copy is a duplicate.
 */
export function usePrint() {
  const { open } = useWindows()
  const queryClient = useQueryClient()
  const notify = useNotify()
  return async (
    number: number,
    choice: PrintChoice,
    { isOwn = false, action = 'ticket' }: { isOwn?: boolean; action?: 'ticket' | 'prepare' } = {},
  ) => {
    if (choice === 'none') return
    const window = { number, kind: choice, ...(isOwn && { own: 1 }) }
    if (choice === 'page') return open('web-order-print', window)
    try {
      const path = `/${isOwn ? 'orders' : 'web-orders'}/${number}/${action}`
      const { count, isPrinted } = await api.post<PrintOutcome>(path)
      if (isPrinted) notify(t('printing.sent'))
      else open('web-order-print', { ...window, count })
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      notify(failure.message, 'failed')
    } finally {
      void queryClient.invalidateQueries({ queryKey: [isOwn ? 'own-orders' : 'web-orders'] })
    }
  }
}
