import type { Database } from '../platform/database.ts'
import { searchKey } from '../platform/text.ts'
import type { Category } from './wire.ts'

type Under<K extends string> = Category & Record<K, number>

const order = 'order by rang, search_key'

export const listRayons = (database: Database) =>
  database.all<Category>(`select id, name, rang from rayon ${order}`)

export const listFamilles = (database: Database) =>
  database.all<Under<'rayonId'>>(`select id, rayon_id as rayonId, name, rang from famille ${order}`)

export const listSousFamilles = (database: Database) =>
  database.all<Under<'familleId'>>(
    `select id, famille_id as familleId, name, rang from sous_famille ${order}`,
  )

const levels = {
  famille: 'rayon_id',
  sous_famille: 'famille_id',
} as const

export function ensureRayon(database: Database, name: string): { id: number; isNew: boolean } {
  const key = searchKey(name)
  const known = database.get<{ id: number }>('select id from rayon where search_key = ?', key)
  if (known) return { id: known.id, isNew: false }
  const { insertedId } = database.run('insert into rayon (name, search_key) values (?, ?)', name, key)
  return { id: insertedId, isNew: true }
}

export function ensureUnder(
  database: Database,
  level: keyof typeof levels,
  parentId: number,
  name: string,
): { id: number; isNew: boolean } {
  const parent = levels[level]
  const key = searchKey(name)
  const known = database.get<{ id: number }>(
    `select id from ${level} where ${parent} = ? and search_key = ?`,
    parentId,
    key,
  )
  if (known) return { id: known.id, isNew: false }
  const { insertedId } = database.run(
    `insert into ${level} (${parent}, name, search_key) values (?, ?, ?)`,
    parentId,
    name,
    key,
  )
  return { id: insertedId, isNew: true }
}
