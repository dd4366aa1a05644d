import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import type { Seller } from './wire.ts'

type Row = Omit<Seller, 'isAsleep' | 'hasPassword'> & { is_asleep: number; has_password: number }

const selectSql = 'select id, code, name, is_asleep, site, password is not null as has_password from seller'

const present = ({ is_asleep, has_password, ...row }: Row): Seller => ({
  ...row,
  isAsleep: is_asleep === 1,
  hasPassword: has_password === 1,
})

export const list = (database: Database): Seller[] =>
  database.all<Row>(`${selectSql} order by code`).map(present)

const memoryOf = rememberReferences((): { sellers?: Map<number, Seller> } => ({}))

/** Cached, because every sale looks up its seller. */
export function find(database: Database, id: number): Seller | undefined {
  const memory = memoryOf(database)
  memory.sellers ??= new Map(list(database).map((seller) => [seller.id, seller]))
  return memory.sellers.get(id)
}

/** The salted hash; null without a password. */
export const findPassword = (database: Database, id: number): string | null =>
  database.get<{ password: string | null }>('select password from seller where id = ?', id)?.password ?? null

/** Runs in the caller's transaction. The code must be unique. */
export const insert = (database: Database, { code, name }: Pick<Seller, 'code' | 'name'>): number =>
  database.run('insert into seller (code, name) values (?, ?)', code, name).insertedId

export const update = (database: Database, { id, code, name, isAsleep, site }: Omit<Seller, 'hasPassword'>) =>
  database.run(
    'update seller set code = ?, name = ?, is_asleep = ?, site = ? where id = ?',
    code,
    name,
    isAsleep ? 1 : 0,
    site,
    id,
  )

export const setPassword = (database: Database, id: number, password: string | null) =>
  database.run('update seller set password = ? where id = ?', password, id)
