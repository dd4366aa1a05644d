import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'

/** Queries that a push met while they were being read. */
const overtaken = new WeakSet<Query>()

/**
 * Reads the queries again that start with this key. One that is being read may have been answered before the push: it
 * goes on, and is read once more when it ends. Restarted at each push it would never end where pushes follow each other
 * faster than the till answers.
 */
export function refresh(queryClient: QueryClient, queryKey: QueryKey = []): void {
  const reading = queryClient.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' })
  void queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false })
  for (const query of reading) {
    if (!query.promise || overtaken.has(query)) continue
    overtaken.add(query)
    const again = () => {
      overtaken.delete(query)
      void queryClient.invalidateQueries({ queryKey: query.queryKey, exact: true }, { cancelRefetch: false })
    }
    query.promise.then(again, again)
  }
}
