import { findDefinition } from '../articles/index.ts'
import { findLiveCustomer, readSaleCustomer } from '../customers/index.ts'
import { notFound, outdated } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { toForm } from './basket-form.ts'
import { getIdentifiedSeller, readBasket } from './form.ts'
import { priceBasket } from './pricing.ts'
import { restoreBasket } from './restore.ts'
import { listSellableMenus } from './sellable-menus.ts'
import * as store from './store.ts'
import type { BasketForm, ParkedSale, UnparkedSale } from './wire.ts'

/** A sale parked before customers were has none; the draft is that of the screen which put it aside. */
type StoredBasket = BasketForm & { customerId?: number | null; draftId?: string }

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** How many articles tell a sale from the others. */
const namedArticles = 3

type Row = Pick<ParkedSale, 'id' | 'parkedAt' | 'sellerName' | 'totalCents'> & { basket: string }

/** Oldest first. */
export function listParked({ database }: Pick<Tools, 'database'>): ParkedSale[] {
  const rows = database.all<Row>(
    `select id, parked_at as parkedAt, seller_name as sellerName, total_cents as totalCents, basket
     from parked_sale order by id`,
  )
  return rows.map(({ basket, ...row }) => {
    const { lines, customerId = null } = JSON.parse(basket) as StoredBasket
    const customer = customerId === null ? undefined : findLiveCustomer(database, customerId)
    return {
      ...row,
      customerName: customer?.displayName ?? null,
      lineCount: lines.length,
      articles: lines
        .slice(0, namedArticles)
        .map(({ idart }) => findDefinition(database, idart) ?? `IDART ${idart}`),
    }
  })
}

/**
 * «ATTENTE». Sent again with the same draft, as after an answer that was lost, it is put aside once, as it is now.
 * @throws {TillError} 422, or 409 when it was settled
 */
export function park(tools: Tools, body: unknown): void {
  const { database, clock, live } = tools
  database.transaction(() => {
    const form = new Form(body)
    const seller = getIdentifiedSeller(tools, form)
    const basket = readBasket(tools, form)
    const customer = readSaleCustomer(tools, form)
    const draftId = form.text('draftId', { most: 36 })
    if (basket.lines.length === 0) form.fail('basket', "Il n'y a rien à mettre en attente.")
    form.check()
    const done = store.findByDraft(database, draftId)
    if (done !== undefined) throw outdated(`Cette vente est déjà encaissée : ticket ${done}. Annulez-la ici.`)
    forgetParked(tools, draftId)
    database.run(
      'insert into parked_sale (parked_at, seller_name, total_cents, basket) values (?, ?, ?, ?)',
      clock.now().toString({ smallestUnit: 'second' }),
      seller.name,
      priceBasket(basket, listSellableMenus(tools)).totalCents,
      JSON.stringify({ ...toForm(basket), customerId: customer?.idcli ?? null, draftId }),
    )
    database.afterCommit(() => live.push('parked-sales'))
  })
}

/** It was settled, or is put aside again, in the caller's transaction: the copy that was put aside counts no more. */
export function forgetParked({ database, live }: Pick<Tools, 'database' | 'live'>, draftId: string): void {
  if (draftId === '') return
  const { changes } = database.run(`delete from parked_sale where basket ->> 'draftId' = ?`, draftId)
  if (changes > 0) database.afterCommit(() => live.push('parked-sales'))
}

/**
 * «RAPPEL»: the sale leaves the list, so that one poste only has it. Prices stay those that it was parked with.
 * @throws {TillError} 404 when it is gone
 */
export function recall(tools: Tools, id: number): UnparkedSale {
  const { database, live } = tools
  return database.transaction(() => {
    const row = database.get<{ basket: string }>('select basket from parked_sale where id = ?', id)
    if (!row) throw notFound("Cette vente n'est plus en attente : un autre poste l'a rappelée.")
    database.run('delete from parked_sale where id = ?', id)
    database.afterCommit(() => live.push('parked-sales'))
    const { customerId = null, draftId: _, ...basket } = JSON.parse(row.basket) as StoredBasket
    const restored = restoreBasket(tools, basket)
    const { customer, problem } = customerOf(tools, customerId)
    return { ...restored, customer, changed: [...restored.changed, ...problem] }
  })
}

/** Whoever the sale is for; the problem says why it is anonymous now. */
function customerOf(
  { database }: Tools,
  customerId: number | null,
): { customer: UnparkedSale['customer']; problem: string[] } {
  if (customerId === null) return { customer: null, problem: [] }
  const found = findLiveCustomer(database, customerId)
  if (!found) return { customer: null, problem: [`Le client ${customerId} n'existe plus : ${nobody}`] }
  const { idcli, displayName, isBlocked } = found
  if (isBlocked) return { customer: null, problem: [`${displayName} est bloqué : ${nobody}`] }
  return { customer: { idcli, displayName, isBlocked }, problem: [] }
}

const nobody = 'la vente est anonyme.'
