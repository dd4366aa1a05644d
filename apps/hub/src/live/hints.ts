import type { LiveHint, OrdersHint } from '@hub/contract/manager'

/** One change, before changes are combined into hints. */
export type Moved =
  | { kind: 'order'; accountId: string; locationId: string; orderId: string }
  | { kind: 'journal' | 'connections'; accountId: string }

/** With more ids than this, a hint says that any order of the location may have changed. */
const maxIds = 100

/** The text that processes send each other; ids contain no spaces. */
export const movedText = (moved: Moved): string =>
  moved.kind === 'order'
    ? `order ${moved.accountId} ${moved.locationId} ${moved.orderId}`
    : `${moved.kind} ${moved.accountId}`

/** Reads {@link movedText}; undefined for an unknown text, which another version of the hub may send. */
export function readMoved(text: string): Moved | undefined {
  const [kind, accountId, locationId, orderId] = text.split(' ')
  if (accountId === undefined) return undefined
  if (kind === 'journal' || kind === 'connections') return { kind, accountId }
  if (kind !== 'order' || locationId === undefined || orderId === undefined) return undefined
  return { kind, accountId, locationId, orderId }
}

/** One hint per location whose orders changed, and per account whose journal or connections did. */
export function hintsOf(moved: Iterable<Moved>): LiveHint[] {
  const hints = new Map<string, LiveHint>()
  for (const one of moved) {
    if (one.kind === 'order') addOrder(hints, one)
    else hints.set(`${one.kind} ${one.accountId}`, { kind: one.kind, account_id: one.accountId })
  }
  return [...hints.values()]
}

function addOrder(hints: Map<string, LiveHint>, moved: Extract<Moved, { kind: 'order' }>) {
  const { accountId, locationId, orderId } = moved
  const known = hints.get(locationId) as OrdersHint | undefined
  if (!known) {
    hints.set(locationId, {
      kind: 'orders',
      account_id: accountId,
      location_id: locationId,
      order_ids: [orderId],
    })
  } else if (known.order_ids && !known.order_ids.includes(orderId)) {
    known.order_ids.push(orderId)
    if (known.order_ids.length > maxIds) known.order_ids = null
  }
}

/** A user's rights by account id: the whole account, or some of its locations. */
export type LiveReach = ReadonlyMap<string, 'all' | ReadonlySet<string>>

/** Whether a user with these rights may receive the hint. A hint without a location reveals nothing of the account. */
export function mayHear(reach: LiveReach, hint: LiveHint): boolean {
  const within = reach.get(hint.account_id)
  if (within === undefined) return false
  return hint.kind !== 'orders' || within === 'all' || within.has(hint.location_id)
}
