import type { Database } from '../../platform/database.ts'

export type Trouble = 'blocked' | 'suspended' | 'revoked'

/** The connection as stored; `token` is sealed, and null when disconnected. */
export interface Connection {
  token: string | null
  /** The last four characters, all that a screen shows of it. */
  tokenTail: string | null
  trouble: Trouble | null
  /** Whether the three calls that follow a connection succeeded (contract, kezia R-C5). */
  isSetUp: boolean
  accountId: string | null
  accountName: string | null
  locationId: string | null
  locationName: string | null
  catalogId: string | null
  catalogName: string | null
  customerListId: string | null
  customerListName: string | null
  currency: string | null
  timeZone: string | null
  country: string | null
  /** «Dernière récup commande». */
  lastReceptionAt: string | null
}

const columns = {
  token: 'token',
  tokenTail: 'token_tail',
  trouble: 'trouble',
  isSetUp: 'is_set_up',
  accountId: 'account_id',
  accountName: 'account_name',
  locationId: 'location_id',
  locationName: 'location_name',
  catalogId: 'catalog_id',
  catalogName: 'catalog_name',
  customerListId: 'customer_list_id',
  customerListName: 'customer_list_name',
  currency: 'currency',
  timeZone: 'time_zone',
  country: 'country',
  lastReceptionAt: 'last_reception_at',
} as const satisfies Record<keyof Connection, string>

const selectSql = `select ${Object.entries(columns)
  .map(([key, column]) => `${column} as ${key}`)
  .join(', ')} from hub_connection`

export function get(database: Database): Connection {
  const row = database.get<Omit<Connection, 'isSetUp'> & { isSetUp: number }>(selectSql)!
  return { ...row, isSetUp: row.isSetUp === 1 }
}

/**
 * The location, also of a connection that has ended; null before the first one. Selects this column only,
 * because each sale asks for it.
 */
export const findLocationId = (database: Database): string | null =>
  database.get<{ locationId: string | null }>('select location_id as locationId from hub_connection')!
    .locationId

/** Changes the given fields, in the caller's transaction. */
export function update(database: Database, change: Partial<Connection>): void {
  const keys = Object.keys(change) as (keyof Connection)[]
  database.run(
    `update hub_connection set ${keys.map((key) => `${columns[key]} = ?`).join(', ')}`,
    ...keys.map((key) => {
      const value = change[key]
      return typeof value === 'boolean' ? Number(value) : (value ?? null)
    }),
  )
}
