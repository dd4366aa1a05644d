import type { DeliveryLimits } from './deliveries.ts'

/** Places for deliveries in flight, in all and per host; who finds none is told when one is free. */
export interface Slots<Waiter> {
  /** Takes a place, or remembers who waits for one. */
  take(host: string, waiter: Waiter): boolean
  /** @returns who may try again now; each of them then calls `take`, or `unused` */
  giveBack(host: string): Waiter[]
  /** For a waiter that had its turn and took nothing. @returns who may try instead: without it they would wait for ever */
  unused(waiter: Waiter): Waiter[]
}

export function createSlots<Waiter>({ inAll, perHost }: DeliveryLimits): Slots<Waiter> {
  const taken = new Map<string, number>()
  let total = 0
  const waitingForAny = new Set<Waiter>()
  const waitingForHost = new Map<string, Set<Waiter>>()
  /** Waiters that may try again and have not yet, with the host whose place became free. */
  const turns = new Map<Waiter, string>()

  function first(waiters: Set<Waiter> | undefined): Waiter[] {
    if (!waiters) return []
    for (const waiter of waiters) {
      waiters.delete(waiter)
      return [waiter]
    }
    return []
  }

  function next(host: string): Waiter[] {
    const waiters = waitingForHost.get(host)
    const woken = [...first(waiters), ...first(waitingForAny)]
    if (waiters?.size === 0) waitingForHost.delete(host)
    for (const waiter of woken) turns.set(waiter, host)
    return woken
  }

  return {
    take(host, waiter) {
      turns.delete(waiter)
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
      return next(host)
    },
    unused(waiter) {
      const host = turns.get(waiter)
      if (host === undefined) return []
      turns.delete(waiter)
      return next(host)
    },
  }
}
