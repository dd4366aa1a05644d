import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import type { Seller } from './wire.ts'

export type { Seller } from './wire.ts'

export function sellers(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/sellers', () => listSellers(database))
  http.post('/api/sellers', ({ body }, reply) => reply.code(201).send(createSeller(platform, body)))
}

/** @throws {TillError} 422 */
function createSeller({ database, live }: Pick<Platform, 'database' | 'live'>, body: unknown): Seller {
  const form = new Form(body)
  const code = form.text('code', { most: 10, isRequired: true })
  const name = form.text('name', { most: 60, isRequired: true })
  if (listSellers(database).some((seller) => seller.code === code))
    form.fail('code', `Le code ${code} est déjà pris.`)
  form.check()
  return database.transaction(() => {
    const id = insertSeller(database, { code, name })
    database.afterCommit(() => live.push('sellers'))
    return { id, code, name, isAsleep: false }
  })
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
