import type { Profile } from './wire.ts'

/** Routes by the prefix of their pattern; a leading `=` matches that route only. */
type Routes = readonly string[]

/** Routes read by every screen, and by CAISSE, COMMANDES and Commandes Web (contract, kezia §5.12). */
const sellerReads: Routes = [
  '/api/shop',
  '/api/live',
  '/api/profile',
  '/api/intervenant',
  '=/api/station-access',
  '/api/sellers',
  '/api/payment-modes',
  '/api/vat-rates',
  '/api/classification',
  '/api/articles',
  '/api/customers',
  '/api/article-settings',
  '/api/company',
  '/api/menus',
  '/api/counter',
  '/api/sales',
  '/api/parked-sales',
  '/api/sale-drafts',
  '/api/orders',
  '/api/web-orders',
  '/api/web-order-settings',
  '/api/article-settings',
  '/api/printers',
  '/api/print-jobs',
  '/api/backups/last',
  '=/api/hub',
  '=/api/hub/options',
]

const sellerWrites: Routes = [
  '=/api/sellers/:id/identify',
  '/api/profile',
  '/api/intervenant/identify',
  '=/api/station-access',
  '/api/setup',
  '/api/customers',
  '/api/counter',
  '/api/sales',
  '/api/parked-sales',
  '/api/sale-drafts',
  '/api/orders',
  '/api/web-orders',
  '/api/print-jobs',
  '=/api/printers/:id/test',
  '=/api/printers/:id/check',
]

const sellerDeletes: Routes = [
  '/api/counter',
  '/api/orders',
  '/api/print-jobs',
  '/api/sale-drafts',
  '/api/web-orders',
]

/** Exceptions to `sellerWrites`, reserved for SUPERVISEUR: credit notes are made in FACTURES. */
const supervisorWrites: Routes = ['/api/sales/:number/credit', '/api/customers/:idcli/restore']

/** Settings of W-4 with the window that «Configurer» opens, database restore, and the JET. */
const intervenantRoutes: Routes = [
  '/api/web-order-settings',
  '/api/hub',
  '/api/intervenant',
  '/api/backups',
  '/api/technical-events',
]

/**
 * Whether a profile may use a route. Routes in no list are reserved for SUPERVISEUR, so a new route is closed by
 * default.
 * @param pattern as registered, such as `/api/articles/:idart`
 */
export function mayUse(profile: Pick<Profile, 'name' | 'base'>, method: string, pattern: string): boolean {
  if (profile.base === 'supervisor' || !pattern.startsWith('/api')) return true
  if (profile.name === 'intervenant' && isAmong(intervenantRoutes, pattern)) return true
  if (isAmong(supervisorWrites, pattern)) return false
  return isAmong(sellerRoutes[method] ?? sellerWrites, pattern)
}

const sellerRoutes: Record<string, Routes> = { GET: sellerReads, HEAD: sellerReads, DELETE: sellerDeletes }

const isAmong = (routes: Routes, pattern: string) =>
  routes.some((route) =>
    route.startsWith('=') ? pattern === route.slice(1) : pattern === route || pattern.startsWith(`${route}/`),
  )
