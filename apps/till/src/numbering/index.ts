import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { station } from '../shop/index.ts'

export type Series = 'article' | 'customer' | 'order' | 'ticket' | 'closing'

const numbersPerStation = 100_000_000

const offsetOf = (settings: Platform['settings']): number =>
  settings.get(station.hasOwnDatabase) ? settings.get(station.number) * numbersPerStation : 0

/** Whether the number is in this station's range: stations with their own databases use separate ranges. */
export function isOwnNumber({ settings }: Pick<Platform, 'settings'>, number: number): boolean {
  const offset = offsetOf(settings)
  return number >= offset && number < offset + numbersPerStation
}

/** Makes a series continue above a number, in the caller's transaction; never moves it back. */
export function skipTo(database: Database, series: string, last: number): void {
  database.run(
    'insert into number values (?, ?) on conflict (series) do update set last = max(last, excluded.last)',
    series,
    last,
  )
}

/**
 * The next number of a series, in the caller's transaction. Starts at 1, or at station × 100 000 000 + 1 when each
 * station has its own database (contract, kezia D61). If the transaction rolls back, the number is given again.
 */
export function nextNumber(
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  series: Series,
): number {
  const offset = offsetOf(settings)
  const [given] = database.returning<{ last: number }>(
    `insert into number values (?1, ?2 + 1) on conflict (series) do update set last = max(last, ?2) + 1
     returning last`,
    series,
    offset,
  )
  return given!.last
}
