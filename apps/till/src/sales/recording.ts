// Records every sale, whether it comes from the counter, an order or a credit note.
import { findOffers } from '../articles/index.ts'
import { noteCustomerUsed } from '../customers/index.ts'
import { nextNumber } from '../numbering/index.ts'
import { findPaymentMode } from '../payment-modes/index.ts'
import type { Database } from '../platform/database.ts'
import { refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { company, station } from '../shop/index.ts'
import { milliOf, moveStock } from '../stock/index.ts'
import { sum } from './amounts.ts'
import { appendToChain, type ChainHead, excerptOf, headOf } from './chain.ts'
import { keepShopHead } from './kept-heads.ts'
import { dress } from './reading.ts'
import { type NewPayment, presentSale, toRows } from './rows.ts'
import { changeOf } from './settling.ts'
import { shopHead } from './shop-head.ts'
import * as store from './store.ts'
import { vatTotals } from './vat-table.ts'
import type { CustomerSnapshot, Payment, Sale, SaleKind, SaleLine, SaleOrigin, SaleService } from './wire.ts'

export type SaleTools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

export type DraftLine = Pick<
  SaleLine,
  | 'idart'
  | 'code'
  | 'definition'
  | 'quantity'
  | 'unitCents'
  | 'discountCents'
  | 'sharedDiscountCents'
  | 'totalCents'
  | 'vatRate'
> &
  Partial<
    Pick<
      SaleLine,
      'menuKey' | 'menuName' | 'menuIdart' | 'menuDiscountCents' | 'depth' | 'note' | 'idtar' | 'tariffTitle'
    >
  > & {
    /** Rank of the line that a credit note gives back. */
    originRank?: number
  }

/** A sale about to be recorded. Amounts are taken as given: nothing is priced here. */
export interface SaleDraft {
  /** A UUID or any other unique text: the database refuses a second sale with the same one. */
  draftId: string
  /** Default: `invoice` with a customer, `ticket` without one. */
  kind?: SaleKind
  seller: { id: number; name: string }
  service: SaleService
  lines: DraftLine[]
  /** «REMISE TOTAL», already spread over the lines. */
  discountCents?: number
  /** The amounts given. They add up to the total, or to more when change is given in cash. */
  payments: (Payment & { isDeposit?: boolean })[]
  customer?: (CustomerSnapshot & { idcli: number }) | null
  origin?: Partial<SaleOrigin> & Pick<SaleOrigin, 'kind'>
  channel?: string | null
  note?: string
}

export type SaleListener = (sale: Sale) => void

// Per database, because one process may run several tills, as the tests do.
const listeners = new WeakMap<Database, SaleListener[]>()

/** Registers a listener that runs inside the transaction of each sale, so that its writes commit with the sale. */
export function onSale({ database }: Pick<SaleTools, 'database'>, listener: SaleListener): void {
  listeners.set(database, [...(listeners.get(database) ?? []), listener])
}

/**
 * Records a sale in the caller's transaction: the next number without a gap, lines, VAT per rate, payments, chain entry
 * and stock movements. Returns the sale as stored.
 * @throws {TillError} 422 when the payments do not settle the total, a payment mode does not exist or an amount is too
 *   large
 */
export function recordSale(tools: SaleTools, draft: SaleDraft): Sale {
  const { database, settings, live } = tools
  const { lines, customer = null, origin } = draft
  const vat = vatTotals(lines)
  const totalCents = sum(vat.map((rate) => rate.totalCents))
  if (!isRecordable(lines)) throw refused('Un montant de cette vente est trop grand pour être enregistré.')
  const payments = namePayments(database, draft.payments)
  const moves = listMoves(database, lines)
  const currency = settings.get(company.currency)
  const changeCents = changeOf(payments, totalCents, currency)
  const number = nextNumber(tools, 'ticket')
  const head = headOf(database)
  const soldAt = nowAfter(head, tools)
  const shop = shopHead(tools)
  const kind = draft.kind ?? (customer ? 'invoice' : 'ticket')
  const rows = toRows({
    number,
    kind,
    draftId: draft.draftId,
    shopHead: keepShopHead(database, shop),
    soldAt,
    station: settings.get(station.number),
    seller: draft.seller,
    service: draft.service,
    currency,
    discountCents: draft.discountCents ?? 0,
    netCents: sum(vat.map((rate) => rate.netCents)),
    totalCents,
    changeCents,
    customer,
    origin: { number: null, details: null, kind: 'counter', ...origin },
    channel: draft.channel ?? null,
    note: draft.note ?? '',
    lines,
    vat,
    payments,
  })
  store.insert(database, rows)
  for (const [idart, milli] of moves)
    if (milli !== 0) moveStock(tools, idart, milli, `${documentNames[kind]} ${number}`, soldAt)
  if (customer) noteCustomerUsed(tools, customer.idcli)
  const entry = appendToChain(database, 'sale', number, soldAt, { head, rows })
  const stored = presentSale(rows, {
    fingerprint: excerptOf(entry),
    shop,
    prints: 0,
    creditNotes: [],
    credited: new Map(),
  })
  const sale = dress(tools, stored)
  for (const listener of listeners.get(database) ?? []) listener(sale)
  database.afterCommit(() => live.push('sales'))
  return sale
}

const documentNames: Record<SaleKind, string> = {
  ticket: 'Ticket',
  invoice: 'Facture',
  credit_note: 'Avoir',
}

/** 1 000 000 000,00 in either direction: far above any sale, but a web order may still contain such amounts. */
const mostCents = 100_000_000_000

/** Whether the amounts are small enough to be stored and summed exactly. */
export const isRecordable = (lines: Pick<DraftLine, 'unitCents' | 'totalCents'>[]): boolean =>
  lines.every(({ unitCents, totalCents }) => Math.max(Math.abs(unitCents), Math.abs(totalCents)) <= mostCents)

/**
 * Stock movements in thousandths by article id: negative for what is sold, positive for what comes back. Articles
 * without stock management or in the recycle bin are left out (contract, kezia R-S2).
 */
function listMoves(database: Database, lines: DraftLine[]): Map<number, number> {
  const findOffer = findOffers(database)
  const milli = new Map<number, number>()
  for (const { idart, quantity } of lines)
    if (idart !== null && findOffer(idart)?.article.isStockManaged)
      milli.set(idart, (milli.get(idart) ?? 0) - milliOf(quantity))
  return milli
}

type ChainTools = Pick<SaleTools, 'database' | 'clock'>

/** Now, but never before the last chain entry, even if the system clock went back (contract, kezia §5.14). */
export const nowAfterChain = (tools: ChainTools): string => nowAfter(headOf(tools.database), tools)

function nowAfter(head: ChainHead | undefined, { clock }: Pick<ChainTools, 'clock'>): string {
  const now = clock.now().toString({ smallestUnit: 'second' })
  return head && now < head.at ? head.at : now
}

/** Accepts any existing mode: a deposit may use one that has been put to sleep since. */
function namePayments(database: Database, payments: SaleDraft['payments']): NewPayment[] {
  return payments
    .filter(({ cents }) => cents !== 0)
    .map(({ modeId, cents, isDeposit = false }) => {
      const mode = findPaymentMode(database, modeId)
      if (!mode) throw refused(`Aucun mode de règlement ${modeId}.`)
      return { modeId, cents, isDeposit, modeName: mode.name, isCash: mode.kind === 'cash' }
    })
}
