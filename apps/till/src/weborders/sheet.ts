// What W-12 does with a web order.
import { findArticle } from '../articles/index.ts'
import { invalidFields, refused } from '../platform/errors.ts'
import type { Form } from '../platform/form.ts'
import { webOrderSettings } from '../web-order-settings/index.ts'
import { acceptOrder, getOrder } from './commands.ts'
import type { WebOrders } from './context.ts'
import { checkNotInvoiced, followOrder } from './following.ts'
import { readLineEdits } from './line-edits.ts'
import { lineKey } from './lines.ts'
import type { OrderLine } from './model.ts'
import { linesOf } from './reading.ts'
import { isFinal, isWaiting } from './rules.ts'
import * as store from './store.ts'

/** `unknown` opens W-14: saved here, and not sent to the source. */
export type SheetOutcome = 'accepted' | 'updated' | 'unknown'

const mostCents = 99_999_999

/**
 * «OK» of W-12: saves the seller, and accepts a waiting order like «Valider commande» (contract, kezia R-A5).
 * A line without an article of the till prevents the acceptance, and the articles chosen so far stay (R-K2).
 */
export function saveSheet(orders: WebOrders, number: number, sellerName: string): SheetOutcome {
  const { database, live } = orders
  const order = getOrder(orders, number)
  if (isFinal(order.status)) throw refused('Cette commande est terminée : elle ne change plus.')
  const isUnknown = order.lines.some(({ known }) => known === false)
  if (isWaiting(order.status) && !isUnknown) {
    acceptOrder(orders, number, { sellerName, mayPrint: false })
    return 'accepted'
  }
  database.transaction(() => {
    store.setSeller(database, number, sellerName)
    database.afterCommit(() => live.push('web-orders'))
  })
  return isUnknown ? 'unknown' : 'updated'
}

/**
 * Saves the lines typed in the grid of W-12. They stay in the till (contract, kezia R-A6).
 * @throws {TillError} 409 or 422
 */
export function editLines(orders: WebOrders, number: number, form: Form): void {
  const { database, live, settings } = orders
  if (!settings.get(webOrderSettings.isEditingAllowed))
    throw refused(
      'La modification des commandes Web n’est pas autorisée : voyez les paramètres « Commandes Web ».',
    )
  database.transaction(() => {
    const order = getOrder(orders, number)
    if (isFinal(order.status)) throw refused('Cette commande est terminée : elle ne change plus.')
    checkNotInvoiced(orders, order)
    const lines = readLineEdits(orders, form, order)
    if (lines.length === 0) form.fail('lines', 'Une commande a au moins une ligne.')
    const sum = (all: OrderLine[]) => all.reduce((total, { totalCents }) => total + totalCents, 0)
    const totalCents = store.totalOf(order) + sum(lines) - sum(order.lines)
    if (Math.abs(totalCents) > mostCents) form.fail('lines', 'Le total dépasse 999 999,99.')
    form.check()
    if (JSON.stringify(lines) === JSON.stringify(order.lines)) return
    store.setLines(database, number, lines, totalCents)
    followOrder(orders, number)
    database.afterCommit(() => live.push('web-orders'))
  })
}

/** Gives an unknown line an article of the till; the line keeps the price received (contract, kezia D38). */
export function replaceLine(
  orders: WebOrders,
  number: number,
  code: string,
  name: string,
  idart: number,
): void {
  const { database, live } = orders
  database.transaction(() => {
    const order = getOrder(orders, number)
    checkNotInvoiced(orders, order)
    const line = order.lines.find((one) => one.code === code && one.name === name)
    if (line?.known !== false) throw refused("Cette ligne n'est plus inconnue : ouvrez la fiche de nouveau.")
    if (!findArticle(database, idart))
      throw invalidFields([{ field: 'idart', message: `Aucun article ${idart}.` }])
    const replacements = { ...order.replacements, [lineKey(line)]: idart }
    const lines = linesOf(orders, order.content, replacements)
    // Discards lines edited here and starts again from those received.
    if (order.editedTotalCents !== null) store.setLines(database, number, lines, null)
    store.setReplacements(database, number, replacements, lines)
    followOrder(orders, number)
    database.afterCommit(() => live.push('web-orders'))
  })
}
