import type { Migration } from '../platform/migrate.ts'

/**
 * Invalidates the code and key that all stations shared: anyone past the access check could read them, and every backup
 * contains them. Each station must pair again and gets its own key, stored outside the database (security S34).
 */
export const stationAccessRenewed: Migration = {
  name: '0280_station_access_renewed',
  statements: ["delete from setting where key in ('stationAccess.code', 'stationAccess.key')"],
}
