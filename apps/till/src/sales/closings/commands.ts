import { nextNumber } from '../../numbering/index.ts'
import { notFound, outdated, refused } from '../../platform/errors.ts'
import { Form } from '../../platform/form.ts'
import type { Platform } from '../../platform/platform.ts'
import { company, station } from '../../shop/index.ts'
import { appendToChain } from '../chain.ts'
import { findShopHead, keepShopHead } from '../kept-heads.ts'
import { listParked } from '../parked.ts'
import { between } from '../ranges.ts'
import { nowAfterChain } from '../recording.ts'
import { listResumedClosings } from '../restorations.ts'
import { shopHead } from '../shop-head.ts'
import { totalSales } from '../totals.ts'
import { type Books, refusalOf } from './rules.ts'
import * as store from './store.ts'
import { type ClosingKind, type ClosingReport, closingKinds, type Reading } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/**
 * «Clôture»: what came since the closing before it, summed, signed and never changed again (contract, kezia D64).
 * @throws {TillError} 422, or 409 when another poste closed in between
 */
export function close(tools: Tools, body: unknown): ClosingReport {
  const { database, live } = tools
  const form = new Form(body)
  const kind = form.choice('kind', closingKinds)
  const told = form.integer('number', { least: 1, most: Number.MAX_SAFE_INTEGER })
  form.check()
  const id = database.transaction(() => {
    const previous = store.findLast(database, kind)
    const number = nextNumberOf(tools, kind)
    if (told !== number)
      throw outdated(`La prochaine clôture est la n° ${number} : un autre poste a clôturé.`)
    const refusal = refusalOf(kind, readBooks(tools))
    if (refusal !== null) throw refused(refusal)
    const upTo = store.currentLimit(database)
    const { rows, ...sums } = totalSales(database, between(store.limitOf(previous), upTo))
    const made = nextNumber(tools, 'closing')
    const closedAt = nowAfterChain(tools)
    const closing: store.StoredClosing = {
      ...sums,
      ...placeOf(tools),
      id: made,
      kind,
      number,
      since: previous?.closedAt ?? null,
      closedAt,
      upToSale: upTo.sale,
      upToDeposit: upTo.deposit,
      perpetualCents: (previous?.perpetualCents ?? 0) + sums.totalCents,
      shopHead: keepShopHead(database, shopHead(tools)),
    }
    store.insert(database, closing, rows)
    appendToChain(database, 'closing', made, closedAt)
    database.afterCommit(() => live.push('closings'))
    return made
  })
  return getClosing(tools, id)
}

/** @throws {TillError} 404 */
export function getClosing(tools: Pick<Tools, 'database' | 'settings'>, id: number): ClosingReport {
  const { database } = tools
  const closing = store.find(database, id)
  if (!closing) throw notFound('Aucune clôture de ce numéro.')
  const { kind, number, closedAt, upToSale: _, upToDeposit: __, shopHead: head, ...totals } = closing
  return {
    ...totals,
    closing: { id, kind, number, signature: store.signatureOf(database, id) },
    at: closedAt,
    rows: store.listRows(database, id),
    shop: findShopHead(database, head) ?? shopHead(tools),
  }
}

/** «Lecture X»: what a closing of the day would say now. */
export function readNow(tools: Pick<Tools, 'database' | 'settings' | 'clock'>): Reading {
  const { database, clock } = tools
  const books = readBooks(tools)
  const previous = store.findLast(database, 'day')
  const totals = totalSales(database, between(books.closed.day, books.now))
  const next = (kind: ClosingKind) => ({
    number: nextNumberOf(tools, kind),
    refusal: refusalOf(kind, books),
  })
  return {
    report: {
      ...totals,
      ...placeOf(tools),
      closing: null,
      since: previous?.closedAt ?? null,
      at: clock.now().toString({ smallestUnit: 'second' }),
      perpetualCents: (previous?.perpetualCents ?? 0) + totals.totalCents,
      shop: shopHead(tools),
    },
    parkedCount: listParked(tools).length,
    next: { day: next('day'), month: next('month'), year: next('year') },
  }
}

/** After the last one of its kind, those of a database that a restore replaced included. */
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
