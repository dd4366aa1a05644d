import { notFound, outdated, refused } from '../../platform/errors.ts'
import { Form } from '../../platform/form.ts'
import type { Platform } from '../../platform/platform.ts'
import { moveStock } from '../commands.ts'
import { readLines } from '../entries.ts'
import * as stock from '../store.ts'
import type { Inventory } from '../wire.ts'
import * as store from './store.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/** @throws {TillError} 404 */
export function getInventory({ database }: Pick<Tools, 'database'>, id: number): Inventory {
  const row = store.find(database, id)
  if (!row) throw notFound(`Aucun inventaire ${id}.`)
  return { ...row, lines: store.listLines(database, id) }
}

/** @throws {TillError} 422 while another one is in preparation */
export function startInventory(tools: Tools): Inventory {
  const { database, clock } = tools
  const id = database.transaction(() => {
    const open = store.findOpen(database)
    if (open) throw refused(`L'inventaire ${open.id} est déjà en préparation : reprenez-le ou abandonnez-le.`)
    announce(tools)
    return store.insert(database, clock.now().toString({ smallestUnit: 'second' }))
  })
  return getInventory(tools, id)
}

/**
 * Stores counts with the stock expected at this moment. Counting an article again replaces its count.
 * @throws {TillError} 404, 422
 */
export function count(tools: Tools, id: number, body: unknown): Inventory {
  const { database, clock } = tools
  const form = new Form(body)
  database.transaction(() => {
    requireOpen(tools, id)
    const lines = readLines(tools, form, 'count')
    form.check()
    const countedAt = clock.now().toString({ smallestUnit: 'second' })
    for (const { idart, milli } of lines) {
      const expectedMilli = stock.find(database, idart).onHandMilli
      store.saveLine(database, id, { idart, countedMilli: milli, expectedMilli, countedAt })
    }
    store.touch(database, id)
    announce(tools)
  })
  return getInventory(tools, id)
}

/** @throws {TillError} 404, 422 */
export function forgetCount(tools: Tools, id: number, idart: number): Inventory {
  const { database } = tools
  database.transaction(() => {
    requireOpen(tools, id)
    store.removeLine(database, id, idart)
    store.touch(database, id)
    announce(tools)
  })
  return getInventory(tools, id)
}

/**
 * «Valider l'inventaire»: one movement per article that differs, in one transaction. Movements made after an article
 * was counted stay in effect.
 * @throws {TillError} 404, 422, or 409 when something was counted since the differences were shown
 */
export function validateInventory(tools: Tools, id: number, body: unknown): { moved: number } {
  const { database, clock } = tools
  const form = new Form(body)
  const revision = form.integer('revision', { least: 0, most: Number.MAX_SAFE_INTEGER })
  form.check()
  return database.transaction(() => {
    const known = requireOpen(tools, id)
    if (known.revision !== revision)
      throw outdated(
        'Des quantités ont été comptées entre-temps : vérifiez les écarts, puis validez de nouveau.',
      )
    const lines = store.listLines(database, id)
    if (lines.length === 0) throw refused("Rien n'est compté : entrez au moins une quantité.")
    const different = lines.filter(({ countedMilli, expectedMilli }) => countedMilli !== expectedMilli)
    for (const { idart, countedMilli, expectedMilli } of different)
      moveStock(tools, idart, countedMilli - expectedMilli, `Inventaire ${id}`)
    store.setValidated(database, id, clock.now().toString({ smallestUnit: 'second' }))
    announce(tools)
    return { moved: different.length }
  })
}

/**
 * Deletes an open inventory and its counts; the stock does not change.
 * @throws {TillError} 404, 422
 */
export function abandonInventory(tools: Tools, id: number): void {
  const { database } = tools
  database.transaction(() => {
    requireOpen(tools, id)
    store.remove(database, id)
    announce(tools)
  })
}

function requireOpen({ database }: Tools, id: number) {
  const row = store.find(database, id)
  if (!row) throw notFound(`Aucun inventaire ${id}.`)
  if (row.validatedAt !== null) throw refused(`L'inventaire ${id} est déjà validé.`)
  return row
}

const announce = ({ database, live }: Tools) => database.afterCommit(() => live.push('inventories'))
