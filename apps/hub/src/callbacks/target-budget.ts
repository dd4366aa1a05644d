/** Contract, security S12: for all tenants together, to one address that does not answer 2xx. */
export const maxBytesPerMinute = 10_000_000
const windowMs = 60_000

/** Limits the bytes sent to one IP address, for all tenants together, while it does not answer 2xx. */
export interface TargetBudget {
  /** When the address may be called again, on the clock of `performance.now()`; undefined for now. */
  blockedUntilMs(host: string, address: string): number | undefined
  /** Counts bytes about to be sent; false if they exceed the budget. */
  take(host: string, address: string, bytes: number): boolean
  /** Reports the answer. On 2xx the bytes are refunded, and bytes to this host at this address no longer count. */
  answered(host: string, address: string, bytes: number, isSuccess: boolean): void
}

interface Spent {
  startMs: number
  bytes: number
  /** Hosts at this address whose last answer was 2xx. */
  trusted: Set<string>
}

/** @param now in milliseconds; `performance.now` except in tests */
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
      // A single event larger than the limit is sent if it is the first of the window.
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
