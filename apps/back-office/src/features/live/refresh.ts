import type { LiveHint } from '@hub/contract/manager'
import type { Query, QueryClient } from '@tanstack/react-query'
import { concerns, followed, waitMs } from './concerns.ts'

/** Reads again what is shown, after hints or a gap. */
export interface Refresh {
  /** Soon, with what comes until then. */
  hint(hint: LiveHint): void
  /** Refetches everything at once, since hints may have been lost in the gap. */
  all(): void
  stop(): void
}

export function createRefresh(queryClient: QueryClient): Refresh {
  const families = followed.map((name) => createFamily(queryClient, name))
  return {
    hint(hint) {
      for (const family of families) family.note(hint)
    },
    all() {
      for (const family of families) family.readAgain()
    },
    stop() {
      for (const family of families) family.stop()
    },
  }
}

/** Queries whose keys begin alike. A reading ends before the next begins, so that a busy hour starves none. */
function createFamily(queryClient: QueryClient, name: string) {
  /** Keyed by their JSON, so that repeated hints cost one read. */
  const waiting = new Map<string, LiveHint>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isReading = false
  let isDue = false

  async function read(hints: readonly LiveHint[] | undefined) {
    isReading = true
    isDue = false
    const predicate = ({ queryKey }: Query) =>
      queryKey[0] === name && (hints?.some((hint) => concerns(queryKey, hint)) ?? true)
    // React Query does not restart a first reading, which may have been answered before the change: read it once more.
    const first = queryClient
      .getQueryCache()
      .findAll({ predicate, fetchStatus: 'fetching' })
      .filter(({ state }) => state.data === undefined)
    try {
      await queryClient.invalidateQueries({ predicate })
      await queryClient.invalidateQueries({ predicate: (query) => first.includes(query) })
    } finally {
      isReading = false
      if (isDue) run()
    }
  }
  function run() {
    timer = undefined
    if (isReading) {
      isDue = true
      return
    }
    const hints = [...waiting.values()]
    waiting.clear()
    if (hints.length > 0) void read(hints)
  }

  return {
    note(hint: LiveHint) {
      const isShown = queryClient
        .getQueryCache()
        .findAll({ queryKey: [name], type: 'active' })
        .some(({ queryKey }) => concerns(queryKey, hint))
      if (!isShown) {
        markStale(hint)
        return
      }
      waiting.set(JSON.stringify(hint), hint)
      timer ??= setTimeout(run, waitMs(name))
    },
    readAgain() {
      clearTimeout(timer)
      timer = undefined
      waiting.clear()
      void read(undefined)
    },
    stop() {
      clearTimeout(timer)
    },
  }

  /** A page opened later refetches it. */
  function markStale(hint: LiveHint) {
    void queryClient.invalidateQueries({
      refetchType: 'none',
      predicate: ({ queryKey }) => queryKey[0] === name && concerns(queryKey, hint),
    })
  }
}
