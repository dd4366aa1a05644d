// «Envoi Factures sur HubRise»: lists the invoices that may be sent, and sends the ticked ones (contract,
// kezia R-E4, W-19).
import { NotFound, ValidationFailed } from '@hub/client'
import { createAlarm } from '../../platform/alarm.ts'
import { notFound, refused } from '../../platform/errors.ts'
import { Form } from '../../platform/form.ts'
import { findSaleKind } from '../../sales/index.ts'
import { readInstant } from '../../weborders/index.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { sentenceOf, type Transfers } from '../transfers/runner.ts'
import type { Outcome, Show, Transfer } from '../transfers/wire.ts'
import { invoiceRef } from './mapping.ts'
import { sendInvoice, singleAttempt } from './send.ts'
import * as store from './store.ts'

/** Many times the receipts of a day in a busy shop. */
const mostListed = 2_000
/** One to look the invoice up, one to post it. */
const callsEach = 2

/** @throws {TillError} 422 when the period cannot be read */
export function listInvoices({ database }: Connector, query: unknown): store.InvoiceRow[] {
  const form = new Form(query)
  const typed = [form.text('from', { isRequired: true }), form.text('to', { isRequired: true })] as const
  form.check()
  const [from, to] = [readInstant('from', typed[0]), readInstant('to', typed[1])]
  const { locationId } = connection.get(database)
  return store.listSendable(database, { from, to, locationId: locationId ?? '' }, mostListed)
}

/** @throws {TillError} a sentence when nothing was chosen, or there is nowhere to send it */
export function sendInvoices(connector: Connector, transfers: Transfers, body: unknown): Transfer {
  const form = new Form(body)
  const numbers = form.list('numbers', mostListed, Number)
  if (numbers.length === 0) form.fail('numbers', 'Cochez au moins une facture.')
  form.check()
  for (const number of numbers) {
    const kind = Number.isSafeInteger(number) ? findSaleKind(connector.database, number) : undefined
    if (kind === undefined) throw notFound(`Aucune facture ${number}.`)
    if (kind === 'credit_note') throw refused(`${number} est un avoir : il ne s'envoie pas.`)
  }
  // Oldest first, in the order in which they were made.
  const ordered = [...new Set(numbers)].sort((a, b) => a - b)
  return transfers.launch('invoices', ordered.length, (work, show, signal) =>
    sendEach(work, ordered, show, signal),
  )
}

async function sendEach(
  connector: Connector,
  numbers: number[],
  show: Show,
  signal: AbortSignal,
): Promise<Outcome> {
  const errors: string[] = []
  let sent = 0
  for (const [index, number] of numbers.entries()) {
    for (let call = 0; call < callsEach; call += 1) await connector.bulk.turn(signal)
    if (signal.aborted) break
    try {
      await sendInTurn(connector, number, signal)
      sent += 1
    } catch (error) {
      errors.push(`${invoiceRef(number)} : ${sentenceOf(connector, error)}`)
      // A refused invoice says nothing about the next one. Any other failure would stop them all.
      if (!(error instanceof ValidationFailed || error instanceof NotFound)) {
        const left = numbers.length - index - 1
        if (left > 0) errors.push(`${left} facture(s) non envoyée(s) : recommencez plus tard.`)
        break
      }
    }
    show({ done: index + 1, sent })
  }
  return { sent, errors, warnings: [] }
}

/** Sends one invoice, and waits as long as the rate limiter delays the lookup of its customer. */
async function sendInTurn(connector: Connector, number: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    const free = await sendInvoice(connector, number, singleAttempt())
    if (!free || signal.aborted) return
    await createAlarm(connector.clock).wait(free, signal)
  }
}
