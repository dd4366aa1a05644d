import type { Answer } from '@hub/testing'

/** What was refused while the hub or its PostgreSQL was away or its disk full, and what should not have been. */
export class Refusals {
  /** How often, by status and sentence. */
  readonly counts = new Map<string, number>()
  readonly faults: string[] = []
  total = 0

  note({ status, text, headers, body }: Answer): void {
    if (status < 500) return
    this.total++
    const isClear = status === 503 && headers.get('retry-after') !== null && body?.message !== undefined
    if (!isClear) this.faults.push(`a request was answered ${status}: ${text}`)
    const name = `${status} ${body?.message ?? text}`
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }
}
