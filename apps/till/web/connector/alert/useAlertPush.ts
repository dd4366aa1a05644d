import { useQueryClient } from '@tanstack/react-query'
import type { WebOrderAlert } from '../../../src/weborders/wire.ts'
import { useLive } from '../../lib/live.ts'
import { waitingQuery } from '../queries.ts'

/**
 * The popup and the bell need only the alert's time, which the push carries, so they do not wait for the next
 * read.
 */
export function useAlertPush(): void {
  const queryClient = useQueryClient()
  useLive('web-order-alert', (data) => {
    const { at } = data as WebOrderAlert
    queryClient.setQueryData(waitingQuery.queryKey, (waiting) => waiting && { ...waiting, lastAlertAt: at })
  })
}
