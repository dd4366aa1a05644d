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

/** Sales parked by older versions have no customer; `draftId` is the draft of the screen that parked the sale. */
type StoredBasket = BasketForm & {
  customerId?: number | null
  draftId?: string
  /** The draft that the recalled sale became, and when; present until that draft is saved. */
  recalledBy?: string
  recalledAt?: string
}

/**
 * A screen saves a recalled sale at once. If it has not by then, the response was lost and the sale is listed again.
 */
const answerSeconds = 10

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** How many articles a parked sale lists, to distinguish it from the others. */
const namedArticles = 3

type Row = Pick<ParkedSale, 'id' | 'parkedAt' | 'sellerName' | 'totalCents'> & { basket: string }

/** Oldest first, without sales that a screen is just recalling. */
export function listParked({ database, clock }: Pick<Tools, 'database' | 'clock'>): ParkedSale[] {
  const rows = database.all<Row>(
    `select id, parked_at as parkedAt, seller_name as sellerName, total_cents as totalCents, basket
     from parked_sale where coalesce(basket ->> 'recalledAt', '') < ? order by id`,
    lostBefore(clock),
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
 * «ATTENTE». A repeated request with the same draft, as after a lost response, replaces the copy parked before.
 * @throws {TillError} 422, or 409 when the sale was settled
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
    if (done !== undefined)
      throw outdated(`Cette vente est déjà encaissée : ticket n° ${done}. Annulez-la ici.`)
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

/** Removes the parked copy of a sale that was settled or is being parked again, in the caller's transaction. */
export function forgetParked({ database, live }: Pick<Tools, 'database' | 'live'>, draftId: string): void {
  if (draftId === '') return
  const { changes } = database.run(
    `delete from parked_sale where ? in (basket ->> 'draftId', basket ->> 'recalledBy')`,
    draftId,
  )
  if (changes > 0) database.afterCommit(() => live.push('parked-sales'))
}

/** Removes a recalled sale whose draft the screen has saved, in the caller's transaction. */
export const forgetRecalled = ({ database }: Pick<Tools, 'database'>, draftId: string) =>
  database.run(`delete from parked_sale where basket ->> 'recalledBy' = ?`, draftId)

const lostBefore = (clock: Tools['clock']) =>
  clock.now().subtract({ seconds: answerSeconds }).toString({ smallestUnit: 'second' })

/**
 * «RAPPEL»: recalls a parked sale. It leaves the list, so that only one station has it, and returns there if the
 * response is lost. It keeps the prices it was parked with.
 * @param body `{ draftId }`: the draft that the screen will save it as; without one the parked copy is deleted at once
 * @throws {TillError} 422, or 404 when it is not in the list any more
 */
export function recall(tools: Tools, id: number, body: unknown): UnparkedSale {
  const { database, live, clock } = tools
  const form = new Form(body ?? {})
  const draftId = form.text('draftId', { most: 36 })
  form.check()
  return database.transaction(() => {
    const row = database.get<{ basket: string }>(
      `select basket from parked_sale where id = ? and (coalesce(basket ->> 'recalledAt', '') < ?
         or basket ->> 'recalledBy' = ?)`,
      id,
      lostBefore(clock),
      draftId,
    )
    if (!row) throw notFound("Cette vente n'est plus en attente : un autre poste l'a rappelée.")
    database.afterCommit(() => live.push('parked-sales'))
    const stored = JSON.parse(row.basket) as StoredBasket
    const { customerId = null, lines, service, discount } = stored
    const restored = restoreBasket(tools, { lines, service, discount })
    const isKept = draftId !== '' && restored.basket.lines.length > 0
    if (!isKept) database.run('delete from parked_sale where id = ?', id)
    else
      database.run(
        'update parked_sale set basket = ? where id = ?',
        JSON.stringify({
          ...stored,
          recalledBy: draftId,
          recalledAt: clock.now().toString({ smallestUnit: 'second' }),
        }),
        id,
      )
    const { customer, problem } = customerOf(tools, customerId)
    return { ...restored, customer, changed: [...restored.changed, ...problem] }
  })
}

/** The customer of the sale; `problem` says why the sale has become anonymous. */
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
