// The seam that every sale goes through: counter, orders, credit notes.
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
    /** The line of the origin that a credit note gives back. */
    originRank?: number
  }

/** A sale about to be recorded. Amounts are those of the document: nothing is priced here. */
export interface SaleDraft {
  /** A UUID of its own, or any text that names it: the same one twice is refused by the database. */
  draftId: string
  /** `ticket` or `invoice` by the customer unless told. */
  kind?: SaleKind
  seller: { id: number; name: string }
  service: SaleService
  lines: DraftLine[]
  /** «REMISE TOTAL», already spread over the lines. */
  discountCents?: number
  /** What was given. Together they are the total, or more when there is cash to give back. */
  payments: (Payment & { isDeposit?: boolean })[]
  customer?: (CustomerSnapshot & { idcli: number }) | null
  origin?: Partial<SaleOrigin> & Pick<SaleOrigin, 'kind'>
  channel?: string | null
  note?: string
}

export type SaleListener = (sale: Sale) => void

// By database: one program may run several tills, as the tests do.
const listeners = new WeakMap<Database, SaleListener[]>()

/** Hears of each sale inside its transaction: what is written there is kept with the sale, or not at all. */
export function onSale({ database }: Pick<SaleTools, 'database'>, listener: SaleListener): void {
  listeners.set(database, [...(listeners.get(database) ?? []), listener])
}

/**
 * Records a sale in the caller's transaction: a number without gap, lines, VAT per rate, payments, its place in the
 * chain, the stock that leaves. Returns it as it is stored.
 * @throws {TillError} 422 when the payments do not settle the total
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

/** A thousand million in either direction: what a till never sells, and a web order may still say. */
const mostCents = 100_000_000_000

/** Whether the amounts may be kept and added up without losing a cent. */
export const isRecordable = (lines: Pick<DraftLine, 'unitCents' | 'totalCents'>[]): boolean =>
  lines.every(({ unitCents, totalCents }) => Math.max(Math.abs(unitCents), Math.abs(totalCents)) <= mostCents)

/**
 * What is sold leaves the stock (negative), what comes back enters it: thousandths by IDART. Articles whose stock is not
 * managed are left out, and those of the recycle bin (contract, kezia R-S2).
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

/** No document before the last one, even if the machine's clock went back (contract, kezia §5.14). */
export const nowAfterChain = (tools: ChainTools): string => nowAfter(headOf(tools.database), tools)

function nowAfter(head: ChainHead | undefined, { clock }: Pick<ChainTools, 'clock'>): string {
  const now = clock.now().toString({ smallestUnit: 'second' })
  return head && now < head.at ? head.at : now
}

/** Any mode that exists: a deposit may have come by one that sleeps since. */
function namePayments(database: Database, payments: SaleDraft['payments']): NewPayment[] {
  return payments
    .filter(({ cents }) => cents !== 0)
    .map(({ modeId, cents, isDeposit = false }) => {
      const mode = findPaymentMode(database, modeId)
      if (!mode) throw refused(`Aucun mode de règlement ${modeId}.`)
      return { modeId, cents, isDeposit, modeName: mode.name, isCash: mode.kind === 'cash' }
    })
}
