// «Autoriser la modification des commandes Web (Local uniquement)»: reads the lines typed in the grid of W-12
// (contract, kezia R-A6). They never leave the till.
import { dottedText, multiplyCents, parseDecimal, parseTypedAmount } from '@hub/money'
import { findArticle } from '../articles/index.ts'
import { outdated } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { refusalOf } from '../sales/index.ts'
import { milliOf, quantityText } from '../stock/index.ts'
import { toLineArticle } from './articles.ts'
import type { WebOrders } from './context.ts'
import type { OrderLine } from './model.ts'
import type { WebOrder } from './store.ts'

const maxLines = 600
const mostCents = 99_999_999

/**
 * The lines of an order as typed. Lines left out are removed, and options with their article. Errors name the
 * field, such as `lines.0.quantity`.
 * @throws {TillError} 409 when the order changed since the sheet was opened
 */
export function readLineEdits(orders: WebOrders, form: Form, order: WebOrder): OrderLine[] {
  const shown = order.lines.filter(({ kind }) => kind !== 'port')
  const edits = form.list('lines', maxLines, (value) => new Form(value))
  const kept = new Map<number, OrderLine>()
  const added: OrderLine[] = []
  for (const [index, edit] of edits.entries()) {
    const place = edit.integer('place', { least: 0, most: maxLines })
    const line = place === null ? addedLine(orders, form, edit, index, order) : shown[place]
    if (place !== null) checkUnchanged(edit, line)
    if (!line) continue
    const typed = typedLine(form, edit, index, line)
    if (place === null) added.push(typed)
    else kept.set(place, typed)
  }
  const isKept = (place: number): boolean => {
    const line = kept.get(place)
    return line !== undefined && (line.depth === 0 || isKept(parentOf(shown, place)))
  }
  return [
    ...[...kept.keys()]
      .toSorted((a, b) => a - b)
      .filter(isKept)
      .map((place) => kept.get(place)!),
    ...added,
    ...order.lines.filter(({ kind }) => kind === 'port'),
  ]
}

/** The line above that an option, or an article of a deal, belongs to; -1 for none. */
const parentOf = (lines: OrderLine[], place: number): number =>
  lines.findLastIndex(({ depth }, index) => index < place && depth < lines[place]!.depth)

function checkUnchanged(edit: Form, line: OrderLine | undefined): void {
  const was = edit.inner('was')
  const isSame =
    line !== undefined &&
    was?.text('code', { most: 600 }) === line.code.trim() &&
    was.text('quantity') === line.quantity &&
    was.integer('unitCents', { least: -Number.MAX_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER }) ===
      line.unitCents
  if (!isSame)
    throw outdated('La commande a été modifiée entre-temps. Quittez la fiche et ouvrez-la de nouveau.')
}

function typedLine(form: Form, edit: Form, index: number, line: OrderLine): OrderLine {
  const typed = dottedText(edit.text('quantity')) || line.quantity
  const price = edit.text('price')
  const cents = price === '' ? line.unitCents : parseTypedAmount(price)
  if (typed === line.quantity && cents === line.unitCents) return line
  const isQuantity = typed === line.quantity || (/^\d{1,6}(\.\d{1,3})?$/.test(typed) && /[1-9]/.test(typed))
  if (!isQuantity) form.fail(`lines.${index}.quantity`, 'Une quantité telle que 1 ou 0,250 est attendue.')
  if (cents === undefined || Math.abs(cents) > mostCents || (cents < 0 && cents !== line.unitCents))
    form.fail(`lines.${index}.price`, 'Un montant tel que 12,80 est attendu.')
  if (!isQuantity || cents === undefined) return line
  const quantity = typed === line.quantity ? typed : quantityText(milliOf(typed))
  return { ...line, quantity, unitCents: cents, totalCents: multiplyCents(cents, parseDecimal(quantity)) }
}

function addedLine(
  orders: WebOrders,
  form: Form,
  edit: Form,
  index: number,
  order: WebOrder,
): OrderLine | undefined {
  const idart = edit.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const found = idart === null ? undefined : findArticle(orders.database, idart)
  if (!found) {
    form.fail(`lines.${index}.idart`, `Aucun article ${idart ?? ''}.`)
    return undefined
  }
  const refusal = refusalOf(found)
  if (refusal) form.fail(`lines.${index}.idart`, refusal)
  const article = toLineArticle(orders.settings, found, order.content.serviceType)
  return {
    kind: 'article',
    depth: 0,
    known: true,
    ref: null,
    code: article.code ?? String(article.id),
    articleId: article.id,
    name: article.name,
    tariff: null,
    quantity: '0',
    unitCents: 0,
    totalCents: 0,
    vatRate: article.vatRate,
    note: null,
  }
}
