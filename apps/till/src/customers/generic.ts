import { nextNumber } from '../numbering/index.ts'
import type { Platform } from '../platform/platform.ts'

const genericName = 'Anonyme'

/**
 * The id of «Anonyme», the generic customer used for orders without account and e-mail. Created when missing, in the
 * caller's transaction.
 */
export function ensureGenericCustomer(platform: Pick<Platform, 'database' | 'settings' | 'clock'>): number {
  const { database, clock } = platform
  const known = database.get<{ idcli: number }>('select idcli from customer where is_generic = 1')
  if (known) return known.idcli
  const idcli = nextNumber(platform, 'customer')
  database.run(
    'insert into customer (idcli, display_name, is_generic, created_at) values (?, ?, 1, ?)',
    idcli,
    genericName,
    clock.now().toString(),
  )
  return idcli
}
