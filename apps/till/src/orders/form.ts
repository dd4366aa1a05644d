import { isPercentage, parseTypedAmount } from '@hub/money'
import { type Article, findArticle } from '../articles/index.ts'
import { findCustomer } from '../customers/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { getSeller, isOfferedMode, refusalOf, toSellable } from '../sales/index.ts'
import { milliOf, quantityText } from '../stock/index.ts'
import { instantText, minutesToPrepare } from '../weborders/index.ts'
import { priceOrder } from './pricing.ts'
import type { OrderValues, StoredOrder } from './store.ts'
import { type OrderArticle, type OwnOrderLine, orderServices, portKinds } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const mostLines = 300
const mostCents = 99_999_999

export interface ReadOrder {
  values: OrderValues
  /** In cents by payment mode. */
  deposits: Map<number, number>
}

/**
 * Reads an `OwnOrderForm`; what is wrong in a line is told at its place: `lines.0.quantity`.
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
    totalCents: 0,
  }
  form.check()
  const { totalCents } = priceOrder(values)
  const held = [...deposits.values()].reduce((sum, cents) => sum + cents, 0)
  if (held > Math.max(totalCents, 0)) form.fail('deposits', "L'acompte dépasse le total de la commande.")
  form.check()
  return { values: { ...values, totalCents }, deposits }
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

/** As soon as possible without one: now and the time of a preparation (contract, kezia D46). */
function readDue(tools: Tools, form: Form, before: StoredOrder | undefined, lines: OwnOrderLine[]): string {
  const typed = form.text('dueAt')
  if (typed === '' && before) return before.dueAt
  if (typed === '') {
    const idarts = lines.map(({ article }) => article.idart)
    return instantText(tools.clock.now().add({ minutes: minutesToPrepare(tools, idarts) }))
  }
  try {
    return instantText(Temporal.Instant.from(typed))
  } catch {
    form.fail('dueAt', `« ${typed.slice(0, 40)} » est refusé : une date avec son heure est attendue.`)
    return ''
  }
}

function readLines(
  tools: Tools,
  form: Form,
  before: StoredOrder | undefined,
): { lines: OwnOrderLine[]; lastLineId: number } {
  let lastLineId = before?.lastLineId ?? 0
  const typed = form.list('lines', mostLines, (value) => value)
  if (typed.length === 0) form.fail('lines', 'Une commande a au moins une ligne.')
  const lines = typed.flatMap((value, index) => {
    const line = readLine(tools, form, new Form(value), index, before)
    if (!line) return []
    const { known, ...read } = line
    // A line that changes is another one: the former leaves, the new one comes (contract, kezia R-E2).
    if (known && isSameLine(known, read)) return [known]
    lastLineId += 1
    return [{ id: lastLineId, ...read }]
  })
  return { lines, lastLineId }
}

function readLine(
  tools: Tools,
  form: Form,
  line: Form,
  index: number,
  before: StoredOrder | undefined,
): (Omit<OwnOrderLine, 'id'> & { known: OwnOrderLine | undefined }) | undefined {
  const at = (field: string) => `lines.${index}.${field}`
  const id = line.integer('id', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const idart = line.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const quantity = readQuantity(line.text('quantity'))
  const cents = parseTypedAmount(line.text('price'))
  const percent = readPercent(form, line, 'discount', at('discount'))
  line.check()
  const known = before?.lines.find((one) => one.id === id && one.article.idart === idart)
  const found = idart === null ? undefined : findArticle(tools.database, idart)
  const article = known?.article ?? (found && articleOf(tools, found))
  if (!article) {
    form.fail(at('idart'), `Aucun article ${idart ?? ''}.`)
    return undefined
  }
  const refusal = known || !found ? undefined : refusalOf(found)
  if (refusal) form.fail(at('idart'), refusal)
  if (quantity === undefined) form.fail(at('quantity'), 'Une quantité telle que 1 ou 0,250 est attendue.')
  if (cents === undefined || cents < 0 || cents > mostCents)
    form.fail(at('price'), 'Un montant tel que 12,80 est attendu.')
  else if (cents === 0 && !article.isZeroPriceAllowed)
    form.fail(at('price'), `${article.definition} ne se vend pas à un prix nul.`)
  if (percent !== '' && article.isDiscountForbidden)
    form.fail(at('discount'), `Aucune remise n'est permise sur ${article.definition}.`)
  return {
    known,
    article,
    quantity: quantity ?? '1',
    unitCents: cents ?? 0,
    discount: percent === '' ? null : { kind: 'percent', percent },
  }
}

function articleOf(tools: Tools, found: Article): OrderArticle {
  const { tariffs: _, optionGroups: _groups, availableMilli: _left, ...article } = toSellable(tools, found)
  return article
}

const isSameLine = (known: OwnOrderLine, { quantity, unitCents, discount }: Omit<OwnOrderLine, 'id'>) =>
  known.quantity === quantity &&
  known.unitCents === unitCents &&
  JSON.stringify(known.discount) === JSON.stringify(discount)

function readQuantity(typed: string): string | undefined {
  const dotted = typed.replace(',', '.')
  return /^\d{1,6}(\.\d{1,3})?$/.test(dotted) && /[1-9]/.test(dotted)
    ? quantityText(milliOf(dotted))
    : undefined
}

/** `10` for `10,0 %`; empty for none. */
function readPercent(form: Form, from: Form, field: string, told: string): string {
  const typed = from.text(field).replace(/\s*%$/, '').replace(',', '.')
  if (typed === '' || /^0+(\.0{1,2})?$/.test(typed)) return ''
  if (/^\d{1,3}(\.\d{1,2})?$/.test(typed) && isPercentage(typed)) return typed.replace(/^0+(?=\d)/, '')
  form.fail(told, 'Un pourcentage de 0 à 100 est attendu.')
  return ''
}

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
    // A mode that went to sleep since keeps what it holds.
    if (!before && !isOfferedMode(tools, modeId))
      return form.fail('deposits', `Aucun mode de règlement ${modeId} n'est proposé.`)
    deposits.set(modeId, (deposits.get(modeId) ?? 0) + cents)
  })
  return deposits
}
