/** Routes that a station needs before it is paired: the pairing page, its files, and the route that takes the code. */
const openRoutes = new Set(['/', '/icon.svg', '/assets/:file', '/healthz', '/api/station-access'])

/**
 * Whether a route is open to a station without a key. Everything not listed is closed, including paths without a route.
 * @param pattern the matched route, never the request path: many paths lead to one route (security S1)
 */
export const isOpenRoute = (pattern: string | undefined): boolean =>
  pattern !== undefined && openRoutes.has(pattern)
