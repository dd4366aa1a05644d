/** Contract, security S12: for all tenants together, to an address that does not answer 2xx. */
export const maxBytesPerMinute = 10_000_000
const windowMs = 60_000

/** What the hub may send to one IP address, whoever had it registered, while that address does not answer 2xx. */
export interface TargetBudget {
  /** When that address may be called again, on the clock of `performance.now()`; undefined: now. */
  blockedUntilMs(host: string, address: string): number | undefined
  /** Counts bytes about to be sent; false when they are too many. */
  take(host: string, address: string, bytes: number): boolean
  /** How the address answered those bytes: with 2xx they are given back, and that host there counts no more. */
  answered(host: string, address: string, bytes: number, isSuccess: boolean): void
}

interface Spent {
  startMs: number
  bytes: number
  /** Hosts that were last answered with 2xx there. */
  trusted: Set<string>
}

/** @param now in milliseconds; `performance.now` but for tests */
export function createTargetBudget(limit = maxBytesPerMinute, now = () => performance.now()): TargetBudget {
  const targets = new Map<string, Spent>()
  let sweptAtMs = now()

  function sweep(nowMs: number) {
    if (nowMs - sweptAtMs < windowMs) return
    sweptAtMs = nowMs
    for (const [address, { startMs }] of targets) if (nowMs - startMs > 10 * windowMs) targets.delete(address)
  }

  function spentAt(address: string): Spent {
    const nowMs = now()
    sweep(nowMs)
    const known = targets.get(address) ?? { startMs: nowMs, bytes: 0, trusted: new Set() }
    if (nowMs - known.startMs >= windowMs) {
      known.startMs = nowMs
      known.bytes = 0
    }
    targets.set(address, known)
    return known
  }

  return {
    blockedUntilMs(host, address) {
      const { startMs, bytes, trusted } = spentAt(address)
      return bytes >= limit && !trusted.has(host) ? startMs + windowMs : undefined
    },
    take(host, address, bytes) {
      const spent = spentAt(address)
      if (spent.trusted.has(host)) return true
      // A single event may be larger than that; it goes out alone.
      if (spent.bytes > 0 && spent.bytes + bytes > limit) {
        spent.bytes = Math.max(spent.bytes, limit)
        return false
      }
      spent.bytes += bytes
      return true
    },
    answered(host, address, bytes, isSuccess) {
      const spent = spentAt(address)
      if (!isSuccess) {
        if (spent.trusted.delete(host)) spent.bytes += bytes
        return
      }
      if (!spent.trusted.has(host)) spent.bytes = Math.max(0, spent.bytes - bytes)
      spent.trusted.add(host)
    },
  }
}
