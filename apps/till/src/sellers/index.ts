import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { Seller } from './wire.ts'

export type { Seller } from './wire.ts'

export function sellers({ http, database }: Platform): void {
  http.get('/api/sellers', () => listSellers(database))
}

type Row = Omit<Seller, 'isAsleep'> & { is_asleep: number }

const present = ({ is_asleep, ...row }: Row): Seller => ({ ...row, isAsleep: is_asleep === 1 })

export const listSellers = (database: Database): Seller[] =>
  database.all<Row>('select id, code, name, is_asleep from seller order by code').map(present)

export function findSeller(database: Database, id: number): Seller | undefined {
  const row = database.get<Row>('select id, code, name, is_asleep from seller where id = ?', id)
  return row && present(row)
}

/** In the caller's transaction. The code is unique. */
export const insertSeller = (database: Database, { code, name }: Pick<Seller, 'code' | 'name'>): number =>
  database.run('insert into seller (code, name) values (?, ?)', code, name).insertedId
