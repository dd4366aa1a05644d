import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { WebOrderNotice, WebOrderRow } from '../../../src/weborders/wire.ts'
import { ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { noticesQuery } from '../queries.ts'

/** «Vu», for all stations (contract, counter T55). */
export function useSee(): (number: number) => void {
  const notify = useNotify()
  const queryClient = useQueryClient()
  return useCallback(
    (number) => {
      const see = async () => {
        try {
          await api.delete(`/web-orders/${number}/notice`)
        } catch (failure) {
          if (failure instanceof ApiFailure) notify(failure.message, 'failed')
        }
        await queryClient.invalidateQueries({ queryKey: ['web-orders'] })
      }
      void see()
    },
    [notify, queryClient],
  )
}

type Told = Pick<WebOrderRow, 'alarm' | 'changes'>

/**
 * Opening an order marks its notices so far as seen; the opened window keeps showing them (contract, counter
 * T56). A change that arrives while the window is open may go unread, so it waits for «Vu».
 */
export function useSeenByOpening<T extends Told & Pick<WebOrderRow, 'number'>>(order: T): T {
  const { data: notices = [] } = useQuery(noticesQuery)
  const see = useSee()
  const { number } = order
  const [opened] = useState(() => notices.find((notice) => notice.number === number))
  const told: Told | undefined = opened && { alarm: alarmOf(opened), changes: opened.changes }
  const isSeen = told !== undefined && told.alarm !== null
  useEffect(() => {
    if (isSeen) see(number)
  }, [isSeen, number, see])
  return isSeen && order.alarm === null ? { ...order, ...told } : order
}

const alarmOf = ({ kind }: WebOrderNotice) => (kind === 'elsewhere' ? null : kind)
