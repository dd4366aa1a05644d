import { formatTime } from '../platform/time.ts'
import type { CatalogRow, CatalogSummaryRow } from './store.ts'

/** A catalog without its content (contract, catalogs §3): of a location, or of the account. */
export function presentSummary({ account_id, id, location_id, name, created_at, zone }: CatalogSummaryRow) {
  return {
    id,
    ...(location_id === null ? { account_id } : { location_id }),
    name,
    created_at: formatTime(created_at.getTime(), zone),
  }
}

/** The whole catalog; its content is passed on as it is stored. */
export const catalogText = (row: CatalogRow): string =>
  `${JSON.stringify(presentSummary(row)).slice(0, -1)},"data":${row.data}}`
