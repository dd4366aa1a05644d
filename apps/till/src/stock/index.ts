import { getArticle, readIdart } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { defineSetting, isBoolean } from '../settings/index.ts'
import { parseTypedQuantity } from './quantity.ts'
import * as store from './store.ts'
import type { ArticleStock } from './wire.ts'

export { milliOf, quantityText } from './quantity.ts'
export { find as findStock, list as listStock } from './store.ts'
export type { StockLevel } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'clock' | 'live'>

/** «Gestion Stock» «Activer» (contract, kezia D12). */
export const stockManagement = defineSetting('stock.isManaged', false, isBoolean)

/** «Blocage Vente si Dispo = 0» (contract, kezia W-17, R-S2). */
export const blocksSaleWithoutStock = defineSetting('stock.blocksSaleWithoutStock', false, isBoolean)

const mostMovements = 50

/**
 * What enters (positive) or leaves, in the caller's transaction.
 * @param milli thousandths of a unit
 */
export function moveStock(
  { database, clock, live }: Tools,
  idart: number,
  milli: number,
  reason: string,
): void {
  store.add(database, idart, { onHandMilli: milli })
  store.insertMovement(database, idart, milli, reason, clock.now().toString())
  database.afterCommit(() => live.push('stock', { idart }))
}

/** What a validated order keeps (positive) or gives back, in the caller's transaction (contract, kezia R-S2). */
export function reserveStock({ database, live }: Omit<Tools, 'clock'>, idart: number, milli: number): void {
  store.add(database, idart, { reservedMilli: milli })
  database.afterCommit(() => live.push('stock', { idart }))
}

export function stock(platform: Platform): void {
  const { http, database } = platform
  const present = (idart: number): ArticleStock => ({
    ...store.find(database, idart),
    movements: store.listMovements(database, idart, mostMovements),
  })
  http.get<{ Params: { idart: string } }>('/api/articles/:idart/stock', ({ params }) =>
    present(getArticle(platform, readIdart(params)).idart),
  )
  http.post<{ Params: { idart: string } }>('/api/articles/:idart/stock', ({ params, body }) => {
    const idart = readIdart(params)
    const form = new Form(body)
    const direction = form.choice('direction', ['in', 'out'])
    const typed = form.text('quantity', { isRequired: true })
    const reason = form.text('reason', { isRequired: true, most: 120 })
    const milli = parseTypedQuantity(typed)
    if (milli === undefined)
      form.fail('quantity', `« ${typed} » est refusé : une quantité telle que 3 ou 2,5 est attendue.`)
    form.check()
    database.transaction(() => {
      getArticle(platform, idart)
      moveStock(platform, idart, direction === 'in' ? milli! : -milli!, reason)
    })
    return present(idart)
  })
}
