import type { Profile } from '../../src/profiles/wire.ts'
import type { WindowId, WindowRegistry } from '../windows/types.ts'

/** CAISSE, COMMANDES and Commandes Web, with what they open (contract, kezia §5.12). */
const sellerWindows: readonly WindowId[] = [
  'setup',
  'about',
  'guide',
  'profile',
  'counter',
  'orders',
  'new-order',
  'order-sheet',
  'web-orders',
  'web-order-details',
  'web-order-print',
  'article-selection',
  'customers',
  'customer-sheet',
  'printers',
]

const intervenantWindows: readonly WindowId[] = [
  'web-order-settings',
  'hub',
  'hub-service',
  'backups',
  'technical-events',
]

/** The windows of a profile: the others are greyed. The till refuses them too. */
export function windowsOf(registry: WindowRegistry, profile: Profile | undefined): WindowRegistry {
  if (!profile || profile.base === 'supervisor') return registry
  const ids = profile.name === 'intervenant' ? [...sellerWindows, ...intervenantWindows] : sellerWindows
  return Object.fromEntries(Object.entries(registry).filter(([id]) => ids.includes(id as WindowId)))
}
