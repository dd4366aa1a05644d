import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { findSeller } from '../sellers/index.ts'
import { forgetRecalled } from './parked.ts'
import { restoreBasket } from './restore.ts'
import * as store from './store.ts'
import {
  type BasketForm,
  type BasketFormComponent,
  type BasketFormLine,
  type BasketFormOption,
  type DraftForm,
  maxLines,
  type SavedDraft,
  saleServices,
} from './wire.ts'

// The sale in progress of each station, saved as its screen shows it. A draft has no effect until it is settled, so its
// articles are only checked when the draft is loaded and when it is sold.

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const keptFor = Temporal.Duration.from({ hours: 72 })
const mostBytes = 500_000

/** Undefined when the station has no saved draft. */
export function findDraft(tools: Tools, poste: string): SavedDraft | undefined {
  const { database } = tools
  const row = database.get<{
    draftId: string
    sellerId: number | null
    customerId: number | null
    basket: string
  }>(
    `select draft_id as draftId, seller_id as sellerId, customer_id as customerId, basket from sale_draft
     where poste = ?`,
    readPoste(poste),
  )
  if (!row) return undefined
  const seller = row.sellerId === null ? undefined : findSeller(database, row.sellerId)
  const isKnown = seller && !seller.isAsleep && !seller.hasPassword
  return {
    ...restoreBasket(tools, JSON.parse(row.basket) as BasketForm),
    draftId: row.draftId,
    sellerId: isKnown ? seller.id : null,
    customerId: row.customerId,
  }
}

/**
 * Saves what the screen shows now, except for a sale that was settled in the meantime.
 * @throws {TillError} 422
 */
export function saveDraft({ database, clock }: Tools, poste: string, body: unknown): void {
  const { draftId, sellerId, customerId, basket } = readDraft(body)
  const text = JSON.stringify(basket)
  if (text.length > mostBytes) throw refused('Cette vente est trop grande pour être gardée.')
  const now = clock.now()
  database.transaction(() => {
    database.run('delete from sale_draft where saved_at < ?', now.subtract(keptFor).toString())
    forgetRecalled({ database }, draftId)
    if (store.findByDraft(database, draftId) !== undefined) return
    database.run(
      `insert into sale_draft values (?, ?, ?, ?, ?, ?) on conflict do update set draft_id = excluded.draft_id,
         seller_id = excluded.seller_id, customer_id = excluded.customer_id, basket = excluded.basket, saved_at = excluded.saved_at`,
      readPoste(poste),
      draftId,
      sellerId,
      customerId,
      text,
      now.toString(),
    )
  })
}

export function dropDraft({ database }: Pick<Tools, 'database'>, poste: string): void {
  database.transaction(() => database.run('delete from sale_draft where poste = ?', readPoste(poste)))
}

/** Removes the draft of a settled sale, in the caller's transaction. */
export const forgetDraft = ({ database }: Pick<Tools, 'database'>, draftId: string) =>
  database.run('delete from sale_draft where draft_id = ?', draftId)

function readPoste(poste: string): string {
  if (/^[0-9a-f-]{36}$/.test(poste)) return poste
  throw notFound(`Aucun poste ${poste.slice(0, 40)}.`)
}

const anyCents = { least: -99_999_999, most: 99_999_999 }
const anyId = { least: 1, most: Number.MAX_SAFE_INTEGER }

function readDraft(body: unknown): DraftForm {
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  const sellerId = form.integer('sellerId', anyId)
  const customerId = form.integer('customerId', anyId)
  const basket = form.inner('basket') ?? new Form({})
  const service = basket.choice('service', saleServices)
  const lines = basket.list('lines', maxLines, (value) => readLine(new Form(value)))
  const discount = readDiscount(basket)
  form.check()
  basket.check()
  return { draftId, sellerId, customerId, basket: { service, lines, discount } }
}

function readLine(form: Form): BasketFormLine {
  const line = {
    idart: form.integer('idart', anyId) ?? 0,
    idtar: form.integer('idtar', anyId),
    quantity: form.text('quantity', { most: 12, isRequired: true }),
    unitCents: form.integer('unitCents', anyCents) ?? 0,
    discount: readDiscount(form),
    options: readOptions(form),
    ...(form.has('components') && { components: form.list('components', 25, readComponent) }),
  }
  if (!/^-?\d{1,6}(\.\d{1,3})?$/.test(line.quantity)) form.fail('quantity', 'Une quantité est attendue.')
  form.check()
  return line
}

const readOptions = (form: Form): BasketFormOption[] =>
  form.list('options', 100, (value) => {
    const own = new Form(value)
    const option = {
      groupId: own.integer('groupId', anyId) ?? 0,
      idart: own.integer('idart', anyId) ?? 0,
      quantity: own.integer('quantity', { least: 1, most: 99 }) ?? 1,
      unitCents: own.integer('unitCents', anyCents) ?? 0,
    }
    own.check()
    return option
  })

function readComponent(value: unknown): BasketFormComponent {
  const form = new Form(value)
  const component = {
    letter: form.text('letter', { most: 1, isRequired: true }),
    idart: form.integer('idart', anyId) ?? 0,
    idtar: form.integer('idtar', anyId),
    options: readOptions(form),
  }
  form.check()
  return component
}

function readDiscount(form: Form): BasketForm['discount'] {
  const inner = form.inner('discount')
  if (!inner) return null
  const kind = inner.choice('kind', ['percent', 'amount'])
  const discount =
    kind === 'percent'
      ? { kind, percent: inner.text('percent', { most: 6, isRequired: true }) }
      : { kind, cents: inner.integer('cents', { least: 1, most: anyCents.most }) ?? 1 }
  inner.check()
  return discount
}
