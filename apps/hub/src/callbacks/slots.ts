import type { DeliveryLimits } from './deliveries.ts'

/** Concurrency limiter for deliveries, in total and per host. A waiter that gets no place is woken when one is free. */
export interface Slots<Waiter> {
  /** Takes a place, or registers `waiter` and returns false. */
  take(host: string, waiter: Waiter): boolean
  /** @returns the waiters that may try again; each must call `take` or `unused` */
  giveBack(host: string): Waiter[]
  /** For a woken waiter that took nothing. @returns the waiters to try instead, which would otherwise wait for ever */
  unused(waiter: Waiter): Waiter[]
}

export function createSlots<Waiter>({ inAll, perHost }: DeliveryLimits): Slots<Waiter> {
  const taken = new Map<string, number>()
  let total = 0
  const waitingForAny = new Set<Waiter>()
  const waitingForHost = new Map<string, Set<Waiter>>()
  /** Woken waiters that have not tried again yet, with the host whose place became free. */
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
