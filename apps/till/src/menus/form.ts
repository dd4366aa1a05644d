import { dottedText, formatDecimal, isPercentage, parseDecimal } from '@hub/money'
import { findArticle } from '../articles/index.ts'
import type { Database } from '../platform/database.ts'
import { TillError } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import * as store from './store.ts'

const mostChoices = 500

/** Default labels; any other letter is its own label until a user changes it. */
const usualLabels: Record<string, string> = { E: 'Entrée', P: 'Plat', D: 'Dessert', B: 'Boisson' }

export const usualLabel = (letter: string) => usualLabels[letter] ?? letter

/** @param id id of the menu to change; undefined for a new one */
export function readMenu(
  database: Database,
  form: Form,
  id: number | undefined,
): store.MenuValues & { compo: string[] } {
  const name = form.text('name', { isRequired: true, most: 80 })
  const compo = readCompo(form)
  const idart = readIdart(database, form, id)
  const discountPercent = readPercent(form)
  const priceCents = form.amount('price') ?? 0
  if (discountPercent === '0.0' && priceCents === 0)
    form.fail('price', 'Un menu demande un PV, ou un % de remise sur chaque article.')
  return { name, compo, idart, discountPercent, priceCents }
}

function readCompo(form: Form): string[] {
  const letters = [...form.text('compo', { isRequired: true, most: 25 }).toUpperCase()]
  const twice = letters.find((letter, index) => letters.indexOf(letter) !== index)
  if (letters.includes('X')) form.fail('compo', 'Ne pas utiliser X pour former une composition.')
  else if (letters.some((letter) => !/[A-Z]/.test(letter)))
    form.fail('compo', 'Une lettre de A à Z par composant est attendue, par exemple PDB.')
  else if (twice) form.fail('compo', `Une lettre par composant : ${twice} est là deux fois.`)
  return letters
}

function readIdart(database: Database, form: Form, id: number | undefined): number {
  const idart = form.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (idart === null) {
    form.fail('idart', 'Choisissez l’article du menu (F2).')
    return 0
  }
  const article = findArticle(database, idart)
  const other = store.list(database).find((menu) => menu.idart === idart && menu.id !== id)
  const ownChoice = store
    .list(database)
    .find((menu) => menu.id === id)
    ?.letters.some(({ choices }) => choices.some((choice) => choice.idart === idart))
  if (!article) form.fail('idart', `Aucun article ${idart}.`)
  else if (article.isOption)
    form.fail('idart', `${article.definition} est une option : elle ne se vend pas seule.`)
  else if (other) form.fail('idart', `Le menu ${other.name} a déjà cet article : chaque menu a le sien.`)
  else if (ownChoice) form.fail('idart', `${article.definition} est déjà un composant de ce menu.`)
  return idart
}

function readPercent(form: Form): string {
  const typed = dottedText(form.text('discountPercent')).replace(/\s*%$/, '')
  if (typed === '') return '0.0'
  if (/^\d{1,3}(\.\d{1,2})?$/.test(typed) && isPercentage(typed)) return formatDecimal(parseDecimal(typed))
  form.fail('discountPercent', `« ${typed} » est refusé : un pourcentage de 0 à 100 est attendu.`)
  return '0.0'
}

export interface TypedLetter {
  letter: string
  label: string
  isOptional: boolean
  choices: { idart: number; extraCents: number; isDefault: boolean }[]
}

/** Reads «Gestion des menus». Errors are reported under their path: `letters.0.label`, `letters.0.choices.2.extra`. */
export function readLetters(database: Database, form: Form, menuIdart: number): TypedLetter[] {
  return form
    .list('letters', 25, (value) => value)
    .map((value, index) => {
      const own = new Form(value)
      const letter = own.text('letter', { isRequired: true, most: 1 })
      const label = own.text('label', { isRequired: true, most: 40 })
      const isOptional = own.boolean('isOptional')
      const choices = own
        .list('choices', mostChoices, (choice) => choice)
        .map((choice, place) => readChoice(database, own, new Form(choice), `choices.${place}`, menuIdart))
      if (new Set(choices.map(({ idart }) => idart)).size < choices.length)
        own.fail('choices', 'Un article est là deux fois.')
      if (choices.filter(({ isDefault }) => isDefault).length > 1)
        own.fail('choices', 'Un seul article est coché par défaut.')
      copyErrors(own, form, `letters.${index}`)
      return { letter, label, isOptional, choices }
    })
}

function readChoice(database: Database, letter: Form, form: Form, path: string, menuIdart: number) {
  const idart = form.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER }) ?? 0
  const extraCents = form.amount('extra') ?? 0
  const isDefault = form.boolean('isDefault')
  const article = findArticle(database, idart)
  if (!article) form.fail('idart', `Aucun article ${idart}.`)
  else if (article.isOption)
    form.fail('idart', `${article.definition} est une option : elle ne se vend pas seule.`)
  else if (idart === menuIdart) form.fail('idart', `${article.definition} est l’article du menu lui-même.`)
  copyErrors(form, letter, path)
  return { idart, extraCents, isDefault }
}

function copyErrors(from: Form, to: Form, path: string): void {
  try {
    from.check()
  } catch (error) {
    if (!(error instanceof TillError)) throw error
    for (const { field, message } of error.errors ?? []) to.fail(`${path}.${field}`, message)
  }
}
