import type { LongReader } from '../../long-readings/index.ts'
import { nextNumber } from '../../numbering/index.ts'
import { notFound, outdated, refused } from '../../platform/errors.ts'
import { Form } from '../../platform/form.ts'
import type { Platform } from '../../platform/platform.ts'
import { company, station } from '../../shop/index.ts'
import { appendToChain } from '../chain.ts'
import { findShopHead, keepShopHead } from '../kept-heads.ts'
import { listParked } from '../parked.ts'
import { nowAfterChain } from '../recording.ts'
import { listResumedClosings } from '../restorations.ts'
import { shopHead } from '../shop-head.ts'
import type { SaleTotals } from '../totals-wire.ts'
import { type Books, refusalOf } from './rules.ts'
import * as store from './store.ts'
import { type ClosingKind, type ClosingReport, closingKinds, type Reading } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** What a closing covers, fixed when it is requested: later sales belong to the next closing. */
interface Closure {
  kind: ClosingKind
  number: number
  previous: store.StoredClosing | undefined
  upTo: Books['now']
  closedAt: string
}

/**
 * «Clôture»: sums the documents since the previous closing of this kind, many of them in the report worker so that the
 * counter keeps selling. Records the result, which never changes (contract, kezia D64).
 * @throws {TillError} 422, or 409 when another station closed in between
 */
export async function close(tools: Tools, readLong: LongReader, body: unknown): Promise<ClosingReport> {
  const form = new Form(body)
  const kind = form.choice('kind', closingKinds)
  const told = form.integer('number', { least: 1, most: Number.MAX_SAFE_INTEGER })
  form.check()
  const closure = prepare(tools, kind, told)
  const totals = await readLong('totals', { after: store.limitOf(closure.previous), upTo: closure.upTo })
  return getClosing(tools, record(tools, closure, totals))
}

function prepare(tools: Tools, kind: ClosingKind, told: number | null): Closure {
  const number = checkNumber(tools, kind, told)
  const books = readBooks(tools)
  const refusal = refusalOf(kind, books)
  if (refusal !== null) throw refused(refusal)
  const previous = store.findLast(tools.database, kind)
  return { kind, number, previous, upTo: books.now, closedAt: nowAfterChain(tools) }
}

function record(tools: Tools, closure: Closure, { rows, ...sums }: SaleTotals): number {
  const { database, live } = tools
  const { kind, number, previous, upTo } = closure
  return database.transaction(() => {
    checkNumber(tools, kind, number)
    const made = nextNumber(tools, 'closing')
    const closing: store.StoredClosing = {
      ...sums,
      ...placeOf(tools),
      id: made,
      kind,
      number,
      since: previous?.closedAt ?? null,
      closedAt: beforeNextSale(tools, closure),
      upToSale: upTo.sale,
      upToDeposit: upTo.deposit,
      perpetualCents: (previous?.perpetualCents ?? 0) + sums.totalCents,
      shopHead: keepShopHead(database, shopHead(tools)),
    }
    store.insert(database, closing, rows)
    appendToChain(database, 'closing', made, nowAfterChain(tools))
    database.afterCommit(() => live.push('closings'))
    return made
  })
}

/** Dates the closing no later than the next sale, even if the system clock went back while it was summed. */
function beforeNextSale({ database }: Tools, { upTo, closedAt }: Closure): string {
  const next = store.firstSoldAfter(database, upTo)
  return next !== null && next < closedAt ? next : closedAt
}

/** @throws {TillError} 409 */
function checkNumber(tools: Tools, kind: ClosingKind, told: number | null): number {
  const number = nextNumberOf(tools, kind)
  if (told !== number) throw outdated(`La prochaine clôture est la n° ${number} : un autre poste a clôturé.`)
  return number
}

/** @throws {TillError} 404 */
export function getClosing(tools: Pick<Tools, 'database' | 'settings'>, id: number): ClosingReport {
  const { database } = tools
  const closing = store.find(database, id)
  if (!closing) throw notFound('Aucune clôture de ce numéro.')
  const { kind, number, closedAt, upToSale: _, upToDeposit: __, shopHead: head, ...totals } = closing
  return {
    ...totals,
    closing: { id, kind, number, fingerprint: store.fingerprintOf(database, id) },
    at: closedAt,
    rows: store.listRows(database, id),
    shop: findShopHead(database, head) ?? shopHead(tools),
  }
}

/** «Lecture X»: the report that a closing of the day would give now; nothing is recorded. */
export async function readNow(
  tools: Pick<Tools, 'database' | 'settings' | 'clock'>,
  readLong: LongReader,
): Promise<Reading> {
  const { database, clock } = tools
  const books = readBooks(tools)
  const previous = store.findLast(database, 'day')
  const at = clock.now().toString({ smallestUnit: 'second' })
  const nextOf = (kind: ClosingKind) => ({
    number: nextNumberOf(tools, kind),
    refusal: refusalOf(kind, books),
  })
  const next = { day: nextOf('day'), month: nextOf('month'), year: nextOf('year') }
  const parkedCount = listParked(tools).length
  const totals = await readLong('totals', { after: books.closed.day, upTo: books.now })
  return {
    report: {
      ...totals,
      ...placeOf(tools),
      closing: null,
      since: previous?.closedAt ?? null,
      at,
      perpetualCents: (previous?.perpetualCents ?? 0) + totals.totalCents,
      shop: shopHead(tools),
    },
    parkedCount,
    next,
  }
}

/** Continues after the last closing of its kind, including closings that a database restore discarded. */
const nextNumberOf = ({ database }: Pick<Tools, 'database'>, kind: ClosingKind): number =>
  Math.max(store.findLast(database, kind)?.number ?? 0, ...listResumedClosings(database, kind)) + 1

function readBooks({ database }: Pick<Tools, 'database'>): Books {
  const closed = (kind: ClosingKind) => store.limitOf(store.findLast(database, kind))
  return {
    closed: { day: closed('day'), month: closed('month'), year: closed('year') },
    now: store.currentLimit(database),
  }
}

const placeOf = ({ settings }: Pick<Tools, 'settings'>) => ({
  station: settings.get(station.number),
  currency: settings.get(company.currency),
})
