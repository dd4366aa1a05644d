// What W-12 does with a web order.
import { findArticle } from '../articles/index.ts'
import { invalidFields, refused } from '../platform/errors.ts'
import { acceptOrder, getOrder } from './commands.ts'
import type { WebOrders } from './context.ts'
import { checkNotInvoiced, followOrder } from './following.ts'
import { lineKey } from './lines.ts'
import { linesOf } from './receive.ts'
import { isFinal, isWaiting } from './rules.ts'
import * as store from './store.ts'

/** `unknown` shows W-14: kept here, and nothing told to whoever placed the order. */
export type SheetOutcome = 'accepted' | 'updated' | 'unknown'

/**
 * «OK» of W-12: the seller, then the same as «Valider commande» while the order waits (contract, kezia R-A5). A line that
 * names no article of the till stops that, and what was chosen stays (R-K2).
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

/** Puts an article of the till in the place of an unknown line, which keeps the price received (contract, kezia D38). */
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
    store.setReplacements(database, number, replacements, linesOf(orders, order.content, replacements))
    followOrder(orders, number)
    database.afterCommit(() => live.push('web-orders'))
  })
}
