import type { Platform } from '../platform/platform.ts'
import { type DocumentSource, documentsOf } from './documents.ts'
import * as store from './store.ts'
import type { Customer } from './wire.ts'

/** Retention of an inactive customer's data without renewed consent, as the CNIL recommends. */
const keptYears = 3

/**
 * «RGPD : Fichier client à contrôler» (contract, kezia W-1, D5): customers without any order or sale for three years,
 * ordered by «Code client».
 */
export function listDormant(
  tools: Pick<Platform, 'database' | 'settings' | 'clock'>,
  sources: DocumentSource[],
  most: number,
): Customer[] {
  const now = tools.clock.now().toZonedDateTimeISO('UTC')
  const limit = now.subtract({ years: keptYears }).toInstant().toString()
  const dormant: Customer[] = []
  for (const customer of store.listUnusedSince(tools.database, limit)) {
    const [latest] = documentsOf(tools, sources, customer.idcli, 1)
    if (latest === undefined || latest.at < limit) dormant.push(customer)
    if (dormant.length === most) break
  }
  return dormant
}
