import type { Database } from '../platform/database.ts'
import { invalidFields, notFound, outdated } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { readLetters, readMenu, usualLabel } from './form.ts'
import * as store from './store.ts'
import type { MenuSheet } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'live'>

/** @throws {TillError} 404 */
function getMenu(database: Database, id: number): MenuSheet {
  const menu = store.find(database, id)
  if (!menu) throw notFound(`Aucun menu ${id}.`)
  return menu
}

const changedMeanwhile = () =>
  outdated('Ce menu a été modifié entre-temps. Actualisez la liste et recommencez.')

/** «+»: adds a menu at the end of the list; its letters have no articles yet. @throws {TillError} 422 */
export function createMenu({ database, live }: Tools, body: unknown): MenuSheet {
  return database.transaction(() => {
    const form = new Form(body)
    const { compo, ...values } = readMenu(database, form, undefined)
    form.check()
    const id = store.insert(database, values)
    setLetters(database, id, [], compo)
    database.afterCommit(() => live.push('menus'))
    return getMenu(database, id)
  })
}

/**
 * Letters that stay in «Compo» keep their label and articles; removed letters lose them.
 * @throws {TillError} 404, 422, or 409 when the menu changed since it was read
 */
export function changeMenu({ database, live }: Tools, id: number, body: unknown): MenuSheet {
  return database.transaction(() => {
    const form = new Form(body)
    const before = getMenu(database, id)
    const { compo, ...values } = readMenu(database, form, id)
    const revision = form.integer('revision', { least: 0, most: Number.MAX_SAFE_INTEGER }) ?? 0
    form.check()
    if (!store.update(database, id, revision, values)) throw changedMeanwhile()
    setLetters(database, id, [...before.compo], compo)
    database.afterCommit(() => live.push('menus'))
    return getMenu(database, id)
  })
}

function setLetters(database: Database, id: number, before: string[], next: string[]): void {
  for (const letter of before) if (!next.includes(letter)) store.removeLetter(database, id, letter)
  for (const [rang, letter] of next.entries()) {
    if (before.includes(letter)) store.moveLetter(database, id, letter, rang)
    else store.insertLetter(database, id, { letter, rang, label: usualLabel(letter) })
  }
}

/** «−»: deletes a menu; past sales keep its name. @throws {TillError} 404 */
export function deleteMenu({ database, live }: Tools, id: number): void {
  database.transaction(() => {
    if (!store.remove(database, id)) throw notFound(`Aucun menu ${id}.`)
    database.afterCommit(() => live.push('menus'))
  })
}

/** «Enregistrer le rang»: takes the ids of all menus in order. @throws {TillError} 409 when the list has changed */
export function rankMenus({ database, live }: Tools, body: unknown): MenuSheet[] {
  return database.transaction(() => {
    const form = new Form(body)
    const ids = form.list('ids', 10_000, Number)
    form.check()
    const known = new Set(store.list(database).map(({ id }) => id))
    if (ids.length !== known.size || new Set(ids).size !== known.size || !ids.every((id) => known.has(id)))
      throw outdated('La liste des menus a changé entre-temps. Actualisez-la et recommencez.')
    for (const [index, id] of ids.entries()) store.setRang(database, id, index + 1)
    database.afterCommit(() => live.push('menus'))
    return store.list(database)
  })
}

/**
 * «Gestion des menus»: label, eligible articles and supplements of each letter, its «Par défaut» and «Facultatif»
 * (contract, kezia D23, counter T11).
 * @throws {TillError} 404, 422, or 409 when the menu changed since it was read
 */
export function changeLetters({ database, live }: Tools, id: number, body: unknown): MenuSheet {
  return database.transaction(() => {
    const form = new Form(body)
    const menu = getMenu(database, id)
    const letters = readLetters(database, form, menu.idart)
    const revision = form.integer('revision', { least: 0, most: Number.MAX_SAFE_INTEGER }) ?? 0
    form.check()
    const stranger = letters.find(({ letter }) => !menu.compo.includes(letter))
    if (stranger)
      throw invalidFields([
        { field: 'letters', message: `La composition ${menu.compo} n'a pas de lettre ${stranger.letter}.` },
      ])
    if (!store.touch(database, id, revision)) throw changedMeanwhile()
    for (const letter of letters) {
      store.updateLetter(database, id, letter)
      store.replaceChoices(database, id, letter.letter, letter.choices)
    }
    database.afterCommit(() => live.push('menus'))
    return getMenu(database, id)
  })
}
