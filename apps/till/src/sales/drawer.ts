import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { hasDrawer, openDrawer } from '../printing/index.ts'
import { recordEvent } from '../technical-events/index.ts'

/** «Ouvrir tiroir-caisse» opens the drawer without a sale, so the journal of technical events records it. */
export function drawerRoutes(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/counter/drawer', () => ({ isThere: hasDrawer(platform) }))
  http.post('/api/counter/drawer', (_, reply) => {
    database.transaction(() => {
      if (!hasDrawer(platform)) throw refused("Aucune imprimante n'ouvre de tiroir-caisse.")
      openDrawer(platform)
      recordEvent(platform, 'intervention', 'Tiroir-caisse ouvert sans vente')
    })
    return reply.code(204).send()
  })
}
