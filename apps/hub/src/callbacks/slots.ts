import type { DeliveryLimits } from './deliveries.ts'

/** Places for deliveries in flight, in all and per host; who finds none is told when one is free. */
export interface Slots<Waiter> {
  /** Takes a place, or remembers who waits for one. */
  take(host: string, waiter: Waiter): boolean
  /** @returns who may try again now */
  giveBack(host: string): Waiter[]
}

export function createSlots<Waiter>({ inAll, perHost }: DeliveryLimits): Slots<Waiter> {
  const taken = new Map<string, number>()
  let total = 0
  const waitingForAny = new Set<Waiter>()
  const waitingForHost = new Map<string, Set<Waiter>>()

  function first(waiters: Set<Waiter> | undefined): Waiter[] {
    if (!waiters) return []
    for (const waiter of waiters) {
      waiters.delete(waiter)
      return [waiter]
    }
    return []
  }

  return {
    take(host, waiter) {
      const ofHost = taken.get(host) ?? 0
      if (ofHost >= perHost) {
        const waiters = waitingForHost.get(host) ?? new Set()
        waitingForHost.set(host, waiters.add(waiter))
        return false
      }
      if (total >= inAll) {
        waitingForAny.add(waiter)
        return false
      }
      total++
      taken.set(host, ofHost + 1)
      return true
    },
    giveBack(host) {
      total--
      const rest = (taken.get(host) ?? 1) - 1
      if (rest === 0) taken.delete(host)
      else taken.set(host, rest)
      const waiters = waitingForHost.get(host)
      const woken = [...first(waiters), ...first(waitingForAny)]
      if (waiters?.size === 0) waitingForHost.delete(host)
      return woken
    },
  }
}
