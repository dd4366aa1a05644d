/** What a station of the network needs before it is paired: the pairing page, its files, and where it sends the code. */
const openRoutes = new Set(['/', '/icon.svg', '/assets/:file', '/healthz', '/api/station-access'])

/**
 * Whether a route answers a station without a key. What is not listed is closed, addresses without a route included.
 * @param pattern the matched route, never the text of the address: many texts lead to one route (security S1)
 */
export const isOpenRoute = (pattern: string | undefined): boolean =>
  pattern !== undefined && openRoutes.has(pattern)
