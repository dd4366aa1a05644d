import { hashPassword } from '../intervenant/index.ts'
import { notFound } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'
import type { Seller } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'live'>

const leastPassword = 4

/** @throws {TillError} 422 */
export function createSeller({ database, live }: Tools, body: unknown): Seller {
  const { password, ...values } = readSeller(database, body, undefined)
  const id = database.transaction(() => {
    const created = store.insert(database, values)
    store.update(database, { ...values, id: created })
    if (password !== undefined) store.setPassword(database, created, password)
    database.afterCommit(() => live.push('sellers'))
    return created
  })
  return store.find(database, id)!
}

/** @throws {TillError} 404, 422 */
export function changeSeller({ database, live }: Tools, typedId: string, body: unknown): Seller {
  const seller = getSeller(database, typedId)
  const { password, ...values } = readSeller(database, body, seller)
  database.transaction(() => {
    store.update(database, { ...values, id: seller.id })
    if (password !== undefined) store.setPassword(database, seller.id, password)
    database.afterCommit(() => live.push('sellers'))
  })
  return store.find(database, seller.id)!
}

/** @throws {TillError} 404 */
export function getSeller(database: Tools['database'], typedId: string): Seller {
  const seller = /^\d{1,12}$/.test(typedId) ? store.find(database, Number(typedId)) : undefined
  if (!seller) throw notFound(`Aucun vendeur ${typedId.slice(0, 40)}.`)
  return seller
}

/** The returned `password` is a hash, null to remove it, undefined to keep it. */
function readSeller(database: Tools['database'], body: unknown, seller: Seller | undefined) {
  const form = new Form(body)
  const code = form.text('code', { most: 10, isRequired: true })
  const name = form.text('name', { most: 60, isRequired: true })
  const isAsleep = form.boolean('isAsleep')
  // Null means every site; only an absent field keeps the present value.
  const isSiteSent = 'site' in Object(body)
  const site = isSiteSent ? form.integer('site', { least: 0, most: 999 }) : (seller?.site ?? null)
  const others = store.list(database).filter(({ id }) => id !== seller?.id)
  if (others.some((other) => other.code === code)) form.fail('code', `Le code ${code} est déjà pris.`)
  if (isAsleep && others.every((other) => other.isAsleep))
    form.fail('isAsleep', 'Un vendeur au moins doit pouvoir vendre.')
  const typed = form.has('password') ? form.text('password', { most: 100 }) : undefined
  if (typed && typed.length < leastPassword)
    form.fail('password', `${leastPassword} caractères au moins, ou rien pour le retirer.`)
  form.check()
  if (typed === undefined) return { code, name, isAsleep, site }
  return { code, name, isAsleep, site, password: typed === '' ? null : hashPassword(typed) }
}
