import { formatTime } from '../platform/time.ts'
import type { CatalogRow, CatalogSummaryRow } from './store.ts'

/** A catalog of a location or of the account, without its content (contract, catalogs §3). */
export function presentSummary({ account_id, id, location_id, name, created_at, zone }: CatalogSummaryRow) {
  return {
    id,
    ...(location_id === null ? { account_id } : { location_id }),
    name,
    created_at: formatTime(created_at.getTime(), zone),
  }
}

/** The whole catalog; its content is inserted as stored, unparsed. */
export function catalogText(row: CatalogRow, around: [string, string] = ['', '']): string | Buffer {
  const start = `${around[0]}${JSON.stringify(presentSummary(row)).slice(0, -1)},"data":`
  const end = `}${around[1]}`
  const { data } = row
  if (typeof data === 'string') return `${start}${data}${end}`
  return Buffer.concat([Buffer.from(start), data, Buffer.from(end)])
}
