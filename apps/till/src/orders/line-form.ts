import { dottedText, isPercentage, parseTypedAmount } from '@hub/money'
import { findArticle } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { readOptions, refusalOf, type SellableArticle, toSellable } from '../sales/index.ts'
import { milliOf, quantityText } from '../stock/index.ts'
import type { StoredOrder } from './store.ts'
import type { OrderArticle, OrderOption, OwnOrderLine } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const maxLines = 300
const mostCents = 99_999_999

/** Reads the lines of an `OwnOrderForm`. Errors name their field, such as `lines.0.quantity`. */
export function readLines(
  tools: Tools,
  form: Form,
  before: StoredOrder | undefined,
): { lines: OwnOrderLine[]; lastLineId: number } {
  let lastLineId = before?.lastLineId ?? 0
  const typed = form.list('lines', maxLines, (value) => value)
  if (typed.length === 0) form.fail('lines', 'Une commande a au moins une ligne.')
  const lines = typed.flatMap((value, index) => {
    const line = readLine(tools, form, new Form(value), index, before)
    if (!line) return []
    const { known, ...read } = line
    // A changed line gets a new id: the hub deletes the former one and adds the new
    // one (contract, kezia R-E2).
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
  const idtar = line.integer('idtar', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const quantity = readQuantity(line.text('quantity'))
  const cents = parseTypedAmount(line.text('price'))
  const percent = readPercent(form, line, 'discount', at('discount'))
  line.check()
  const known = before?.lines.find((one) => one.id === id && one.article.idart === idart)
  const found = idart === null ? undefined : findArticle(tools.database, idart)
  const sellable = found && toSellable(tools, found)
  const article = known?.article ?? (sellable && articleOf(sellable))
  if (!article) {
    form.fail(at('idart'), `Aucun article ${idart ?? ''}.`)
    return undefined
  }
  const { tariff, options, problem } = readChoices(line, idtar, known, sellable)
  const refusal = (known || !found ? undefined : refusalOf(found)) ?? problem
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
    tariff,
    quantity: quantity ?? '1',
    unitCents: cents ?? 0,
    discount: percent === '' ? null : { kind: 'percent', percent },
    options,
  }
}

interface Choices {
  tariff: OwnOrderLine['tariff']
  options: OrderOption[]
  problem: string | undefined
}

/**
 * The tariff and the options of a line. Unchanged ones stay as stored, even if the article has changed since.
 */
function readChoices(
  line: Form,
  idtar: number | null,
  known: OwnOrderLine | undefined,
  sellable: SellableArticle | undefined,
): Choices {
  const isTariffKept = known !== undefined && idtar === (known.tariff?.idtar ?? null)
  const chosen = sellable?.tariffs.find((tariff) => tariff.idtar === idtar)
  const tariff = isTariffKept ? known.tariff : chosen ? { idtar: chosen.idtar, title: chosen.title } : null
  const tariffProblem =
    isTariffKept || !sellable
      ? undefined
      : sellable.tariffs.length > 0 && idtar === null
        ? `Choisissez un tarif de ${sellable.definition}.`
        : idtar !== null && !chosen
          ? `${sellable.definition} n'a plus le tarif ${idtar}.`
          : undefined
  const typed = line.list('options', 100, (value) => value)
  line.check()
  if (known && isSameChoice(known.options, typed))
    return { tariff, options: known.options, problem: tariffProblem }
  if (!sellable)
    return { tariff, options: [], problem: "Cet article n'existe plus : ses options ne changent plus." }
  const { options, problem } = readOptions(sellable, line)
  return {
    tariff,
    options: options.map(({ article: { availableMilli: _, ...article }, ...option }) => ({
      ...option,
      article,
    })),
    problem: tariffProblem ?? problem,
  }
}

function isSameChoice(options: OrderOption[], typed: unknown[]): boolean {
  const key = (groupId: unknown, idart: unknown, quantity: unknown, cents: unknown) =>
    [groupId, idart, quantity, cents].join()
  const had = options.map((one) => key(one.groupId, one.article.idart, one.quantity, one.unitCents))
  const has = typed.map((value) => {
    const one = new Form(value)
    const whole = { least: Number.MIN_SAFE_INTEGER, most: Number.MAX_SAFE_INTEGER }
    return key(
      one.integer('groupId', whole),
      one.integer('idart', whole),
      one.integer('quantity', whole),
      one.integer('unitCents', whole),
    )
  })
  return had.toSorted().join(';') === has.toSorted().join(';')
}

function articleOf(sellable: SellableArticle): OrderArticle {
  const { tariffs: _, optionGroups: _groups, availableMilli: _left, ...article } = sellable
  return article
}

const isSameLine = (known: OwnOrderLine, read: Omit<OwnOrderLine, 'id'>) =>
  known.quantity === read.quantity &&
  known.unitCents === read.unitCents &&
  JSON.stringify(known.discount) === JSON.stringify(read.discount) &&
  known.tariff?.idtar === read.tariff?.idtar &&
  known.options === read.options

function readQuantity(typed: string): string | undefined {
  const dotted = dottedText(typed)
  return /^\d{1,6}(\.\d{1,3})?$/.test(dotted) && /[1-9]/.test(dotted)
    ? quantityText(milliOf(dotted))
    : undefined
}

/** `10` for `10,0 %`; empty for none. */
export function readPercent(form: Form, from: Form, field: string, told: string): string {
  const typed = dottedText(from.text(field)).replace(/\s*%$/, '')
  if (typed === '' || /^0+(\.0{1,2})?$/.test(typed)) return ''
  if (/^\d{1,3}(\.\d{1,2})?$/.test(typed) && isPercentage(typed)) return typed.replace(/^0+(?=\d)/, '')
  form.fail(told, 'Un pourcentage de 0 à 100 est attendu.')
  return ''
}
