import type { Migration } from '../platform/migrate.ts'

/**
 * The one code and the one key of all stations could be read by whoever came past the guard, and lie in every backup
 * since: they open nothing any more. Stations pair anew, each with a key of its own outside the database (security S34).
 */
export const stationAccessRenewed: Migration = {
  name: '0280_station_access_renewed',
  statements: ["delete from setting where key in ('stationAccess.code', 'stationAccess.key')"],
}
