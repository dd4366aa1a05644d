import type { LogResource } from '@hub/contract/manager'

/**
 * Patterns for the end of a path, by resource; the first match counts. Both JavaScript and PostgreSQL can evaluate
 * them.
 */
const ends: readonly [resource: LogResource, end: string][] = [
  ['image_blob', '/images/[^/?]+/data'],
  ['image', '/images(/[^/?]+)?'],
  ['inventory', '/inventory'],
  ['event', '/callback/(events|journal)(/[^?]*)?'],
  ['callback', '/callback'],
  ['loyalty_operation', '/operations(/[^/?]+)?'],
  ['loyalty_card', '/loyalty_cards(/[^/?]+)?'],
  ['customer', '/customers(/[^/?]+(/anonymise)?)?'],
  ['customer_list', '/customer_lists(/[^/?]+)?'],
  ['sku', '/skus(/[^/?]+)?'],
  ['product', '/products(/[^/?]+)?'],
  ['option', '/option_lists/[^/?]+/options(/[^/?]+)?'],
  ['option_list', '/option_lists(/[^/?]+)?'],
  ['category', '/categories(/[^/?]+)?'],
  ['charge', '/charges(/[^/?]+)?'],
  ['deal', '/deals(/[^/?]+)?'],
  ['discount', '/discounts(/[^/?]+)?'],
  ['catalog', '/catalogs(/[^/?]+)?'],
  ['order', '/orders(/[^?]*)?'],
  ['location', '^/v1/location(s(/[^/?]+)?)?'],
  ['account', '^/v1/account(s(/[^/?]+)?)?'],
]
const patterns = ends.map(([resource, end]) => [resource, `${end}/?([?].*)?$`] as const)
const compiled = patterns.map(([resource, pattern]) => [resource, new RegExp(pattern)] as const)

export const resourceOf = (path: string): LogResource | null =>
  compiled.find(([, pattern]) => pattern.test(path))?.[0] ?? null

/** The patterns of the wanted resources, for `~ any(…)`. */
export const patternsOf = (wanted: readonly string[]) =>
  patterns.filter(([resource]) => wanted.includes(resource)).map(([, pattern]) => pattern)
