import { parseTypedAmount } from '@hub/money'
import { findCustomer } from '../customers/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { getSeller, isOfferedMode, listSellableMenus } from '../sales/index.ts'
import { findSeller } from '../sellers/index.ts'
import { instantText, minutesToPrepare } from '../weborders/index.ts'
import { readLines, readPercent } from './line-form.ts'
import { menusIn, menusToFind, priceOrder } from './pricing.ts'
import type { OrderValues, StoredOrder } from './store.ts'
import { type OwnOrderLine, orderServices, portKinds } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const mostAheadHours = 10 * 366 * 24
const mostCents = 99_999_999
const mostTotalCents = 99_999_999

export interface ReadOrder {
  values: OrderValues
  /** In cents by payment mode. */
  deposits: Map<number, number>
}

/**
 * Reads an `OwnOrderForm`. Errors in a line name its field, such as `lines.0.quantity`.
 * @param before the order that is changed; its lines keep their article as it was
 * @throws {TillError} 422
 */
export function readOrderForm(tools: Tools, form: Form, before: StoredOrder | undefined): ReadOrder {
  const seller = getSeller(tools, form)
  const customerId = readCustomer(tools, form, before)
  const discountPercent = readPercent(form, form, 'discountPercent', 'discountPercent')
  const { lines, lastLineId } = readLines(tools, form, before)
  const typed = {
    serviceType: form.choice('serviceType', orderServices),
    discountPercent,
    portCents: form.amount('port') ?? 0,
    portKind: form.choice('portKind', portKinds),
    lines,
    menus: menusToFind(before?.menus ?? [], listSellableMenus(tools)),
  }
  const deposits = readDeposits(tools, form, before)
  const values = {
    ...typed,
    lastLineId,
    dueAt: readDue(tools, form, before, lines),
    nota: form.paragraphs('nota', { most: 1000 }),
    sellerId: seller.id,
    sellerName: seller.name,
    customerId,
    driver: readDriver(tools, form, before),
    paymentModeId: readMode(tools, form, before),
    totalCents: 0,
  }
  form.check()
  const priced = priceOrder(values)
  const { totalCents } = priced
  if (totalCents > mostTotalCents) form.fail('lines', 'Le total dépasse 999 999,99.')
  const held = [...deposits.values()].reduce((sum, cents) => sum + cents, 0)
  if (held > Math.max(totalCents, 0)) form.fail('deposits', "L'acompte dépasse le total de la commande.")
  form.check()
  return { values: { ...values, totalCents, menus: menusIn(priced, values.menus) }, deposits }
}

function readDriver({ database }: Tools, form: Form, before: StoredOrder | undefined): OrderValues['driver'] {
  const id = form.integer('driverId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (id === null) return null
  if (id === before?.driver?.id) return before.driver
  const seller = findSeller(database, id)
  if (!seller || seller.isAsleep) form.fail('driverId', `Aucun livreur ${id}.`)
  return { id, name: seller?.name ?? '' }
}

function readMode(tools: Tools, form: Form, before: StoredOrder | undefined): number | null {
  const id = form.integer('paymentModeId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (id !== null && id !== before?.paymentModeId && !isOfferedMode(tools, id))
    form.fail('paymentModeId', `Aucun mode de règlement ${id} n'est proposé.`)
  return id
}

function readCustomer({ database }: Tools, form: Form, before: StoredOrder | undefined): number | null {
  const idcli = form.integer('customerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (idcli === null || idcli === before?.customerId) return idcli
  const customer = findCustomer(database, idcli)
  if (!customer) form.fail('customerId', `Aucun client ${idcli}.`)
  else if (customer.isBlocked)
    form.fail('customerId', `${customer.displayName} est bloqué : rien ne lui est vendu.`)
  return idcli
}

/**
 * Without a typed time, a new order is due as soon as possible: now plus the preparation time (contract,
 * kezia D46). A late order may keep its time, but a new time must not be past.
 */
function readDue(tools: Tools, form: Form, before: StoredOrder | undefined, lines: OwnOrderLine[]): string {
  const typed = form.text('dueAt')
  const now = tools.clock.now()
  if (typed === '' && before) return before.dueAt
  if (typed === '') {
    const idarts = lines.map(({ article }) => article.idart)
    return instantText(now.add({ minutes: minutesToPrepare(tools, idarts) }))
  }
  try {
    const due = Temporal.Instant.from(typed)
    const isKept = before !== undefined && isSameMinute(due, Temporal.Instant.from(before.dueAt))
    if (isKept) return before.dueAt
    // The field has whole minutes, so the current minute is not past.
    if (Temporal.Instant.compare(due, now.subtract({ minutes: 1 })) < 0)
      form.fail('dueAt', 'Ce délai est déjà passé : choisissez une heure à venir.')
    if (Temporal.Instant.compare(due, now.add({ hours: mostAheadHours })) > 0)
      form.fail('dueAt', 'Ce délai est à plus de dix ans : vérifiez la date.')
    return instantText(due)
  } catch {
    form.fail('dueAt', `« ${typed.slice(0, 40)} » est refusé : une date avec son heure est attendue.`)
    return ''
  }
}

const isSameMinute = (left: Temporal.Instant, right: Temporal.Instant) =>
  Math.floor(left.epochMilliseconds / 60_000) === Math.floor(right.epochMilliseconds / 60_000)

function readDeposits(tools: Tools, form: Form, before: StoredOrder | undefined): Map<number, number> {
  const deposits = new Map<number, number>()
  form.list('deposits', 20, (value) => {
    const deposit = new Form(value)
    const modeId = deposit.integer('modeId', { least: 1, most: Number.MAX_SAFE_INTEGER })
    const typed = deposit.text('amount')
    deposit.check()
    const cents = typed === '' ? 0 : parseTypedAmount(typed)
    if (modeId === null || cents === undefined || cents < 0 || cents > mostCents)
      return form.fail('deposits', 'Un montant tel que 12,80 est attendu.')
    // An existing order keeps deposits by a payment mode that is no longer offered.
    if (!before && !isOfferedMode(tools, modeId))
      return form.fail('deposits', `Aucun mode de règlement ${modeId} n'est proposé.`)
    deposits.set(modeId, (deposits.get(modeId) ?? 0) + cents)
  })
  return deposits
}
