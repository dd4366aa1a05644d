import { stepsOf } from './json.ts'

/** Caches the key order of each object, because a body may have as many problems as it has keys. */
type KeyOrders = WeakMap<object, Map<string, number>>

function indexOf(step: string, parent: object, orders: KeyOrders): number {
  if (Array.isArray(parent)) return Number(step)
  const order = orders.get(parent) ?? new Map(Object.keys(parent).map((key, index) => [key, index]))
  orders.set(parent, order)
  return order.get(step) ?? Number.MAX_SAFE_INTEGER
}

/** Index of each step of a path among its siblings in the body; a missing step sorts last. */
function position(field: string, body: unknown, orders: KeyOrders): number[] {
  let at = body
  return stepsOf(field).map((step) => {
    if (typeof at !== 'object' || at === null) return Number.MAX_SAFE_INTEGER
    const index = indexOf(step, at, orders)
    at = (at as Record<string, unknown>)[step]
    return index
  })
}

/** Sorts problems in the order of their fields in the body (contract, general §8). */
export function inDocumentOrder<P extends { field: string }>(problems: readonly P[], body: unknown): P[] {
  const orders: KeyOrders = new WeakMap()
  return problems
    .map((problem) => ({ problem, place: position(problem.field, body, orders) }))
    .sort((left, right) => {
      for (let step = 0; step < Math.min(left.place.length, right.place.length); step++) {
        const difference = left.place[step]! - right.place[step]!
        if (difference !== 0) return difference
      }
      return left.place.length - right.place.length
    })
    .map(({ problem }) => problem)
}
