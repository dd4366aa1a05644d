// «Avoir»: a settled sale can only be undone by a credit note (contract, kezia §5.4).
import { isDecimalText, parseDecimal } from '@hub/money'
import { outdated, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { sum } from './amounts.ts'
import { type CreditedLine, creditLines, NotCreditable, remainingLines } from './credit-lines.ts'
import { getSeller, isOfferedMode } from './form.ts'
import { getSale } from './reading.ts'
import { recordSale, type SaleTools } from './recording.ts'
import * as store from './store.ts'
import type { Sale } from './wire.ts'

/** Upper limit for the lines of a sale, options included. */
const mostRanks = 10_000

export interface CreditRequest {
  draftId: string
  seller: { id: number; name: string }
  /** Absent to give back everything that is left. */
  lines?: CreditedLine[]
  /** The mode of the refund. */
  modeId: number
  /** «Motif»; empty when there is none. */
  reason?: string
}

/**
 * Gives back a sale or a part of it, in the caller's transaction: records a credit note with negative quantities,
 * refunds by one payment mode and returns the stock.
 * @throws {TillError} 404, or 422 when it was given back already or is itself a credit note
 */
export function creditSale(tools: SaleTools, number: number, request: CreditRequest): Sale {
  const sale = getSale(tools, number)
  if (sale.kind === 'credit_note') throw refused(`Le ticket n° ${number} est un avoir : il ne se rend pas.`)
  const wanted = request.lines ?? remainingLines(sale.lines)
  if (wanted.length === 0) throw refused(`Tout le ticket n° ${number} est déjà rendu.`)
  const lines = linesOf(sale, wanted)
  const cents = sum(lines.map(({ totalCents, sharedDiscountCents }) => totalCents - sharedDiscountCents))
  return recordSale(tools, {
    draftId: request.draftId,
    kind: 'credit_note',
    seller: request.seller,
    service: sale.service,
    lines,
    discountCents: sum(lines.map(({ sharedDiscountCents }) => sharedDiscountCents)),
    payments: [{ modeId: request.modeId, cents }],
    customer: sale.customer,
    origin: { kind: 'sale', number, details: sale.origin.details },
    channel: sale.channel,
    note: noteOf(sale, request.reason),
  })
}

function noteOf({ kind, number }: Sale, reason = ''): string {
  const note = `Avoir ${kind === 'invoice' ? 'de la facture' : 'du ticket'} ${number}`
  return reason === '' ? note : `${note} : ${reason}`
}

function linesOf(sale: Sale, wanted: CreditedLine[]) {
  try {
    return creditLines(sale.lines, wanted)
  } catch (error) {
    if (error instanceof NotCreditable) throw refused(error.message)
    throw error
  }
}

/**
 * Credits a sale as a request asks. A repeated request with the same draft returns the credit note already made.
 * @throws {TillError} 404, 409 or 422
 */
export function credit(tools: SaleTools, number: number, body: unknown): { sale: Sale; isNew: boolean } {
  const form = new Form(body)
  const draftId = form.text('draftId', { most: 36, isRequired: true })
  const done = store.findByDraft(tools.database, draftId)
  if (done !== undefined) {
    const sale = getSale(tools, done)
    if (sale.origin.kind === 'sale' && sale.origin.number === number) return { sale, isNew: false }
    throw outdated(`Cet avoir est déjà enregistré : ticket n° ${done}.`)
  }
  const sale = tools.database.transaction(() => {
    const seller = getSeller(tools, form)
    const modeId = form.integer('modeId', { least: 1, most: Number.MAX_SAFE_INTEGER })
    if (modeId === null || !isOfferedMode(tools, modeId))
      form.fail('modeId', 'Choisissez un mode de règlement.')
    const lines = form.has('lines')
      ? form.list('lines', mostRanks, (line) => readLine(form, line))
      : undefined
    const reason = form.text('reason', { isRequired: true, most: 200 })
    form.check()
    return creditSale(tools, number, {
      draftId,
      seller,
      modeId: modeId ?? 0,
      reason,
      ...(lines && { lines }),
    })
  })
  return { sale, isNew: true }
}

function readLine(form: Form, value: unknown): CreditedLine {
  const line = new Form(value)
  const rank = line.integer('rank', { least: 0, most: mostRanks })
  const quantity = line.text('quantity', { isRequired: true, most: 20 })
  line.check()
  if (rank === null || !isDecimalText(quantity))
    form.fail('lines', 'Une ligne et une quantité telle que 1 ou 0.250 sont attendues.')
  else if (parseDecimal(quantity).scale > 3)
    form.fail('lines', `Ligne ${rank + 1} : la quantité ${quantity} a plus de 3 décimales.`)
  return { rank: rank ?? -1, quantity: isDecimalText(quantity) ? quantity : '0' }
}
