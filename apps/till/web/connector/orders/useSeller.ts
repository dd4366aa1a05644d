import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { sellersQuery } from '../queries.ts'

const key = 'kezia.webOrders.seller'
const listeners = new Set<() => void>()

/** The seller who decides on web orders at this station: the last one chosen here, or the only one. */
export function useSeller() {
  const { data = [] } = useQuery(sellersQuery)
  const stored = useSyncExternalStore(subscribe, () => localStorage.getItem(key))
  const sellers = data.filter(({ isAsleep }) => !isAsleep)
  const chosen =
    sellers.find(({ id }) => String(id) === stored) ?? (sellers.length === 1 ? sellers[0] : undefined)
  return {
    sellers,
    seller: chosen,
    choose: (id: string) => chooseWebOrderSeller(Number(id)),
  }
}

export function chooseWebOrderSeller(id: number): void {
  localStorage.setItem(key, String(id))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
