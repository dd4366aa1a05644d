import { type Cents, formatDecimal, multiplyCents, parseDecimal } from '@hub/money'
import { deliveryCode } from '../articles/delivery.ts'
import { sum } from '../sales/amounts.ts'
import type { DecimalText, IncomingCharge, IncomingItem, IncomingOrder, OrderLine } from './model.ts'

/** An article of this till, taxed for the service type of the order at hand. */
export interface LineArticle {
  id: number
  name: string
  code: string | null
  vatRate: DecimalText
  /** The line of its «Multi-tarif Grilles» that the ref names, if any (contract, kezia R-X6). */
  tariff?: { idtar: number; title: string }
}

export interface LineContext {
  find: (ref: string) => LineArticle | undefined
  /** «TVA par Défaut», for an unknown article that comes without a rate (contract, kezia D38). */
  defaultVatRate: DecimalText
  /** «FRAIS DE PORT TTC»; undefined sums charges without an article in «Port» (contract, kezia D41). */
  delivery: (() => LineArticle) | undefined
  /** The article chosen at this till for an unknown line, by `lineKey` (contract, kezia R-K2). */
  replacement?: (key: string) => LineArticle | undefined
}

/** Identifies an unknown line from one reading to the next. */
export const lineKey = ({ code, name }: { code: string; name: string }) => `${code} ${name}`

/**
 * The articles chosen for unknown lines, by the lines' current keys. When a line above is removed, the rank
 * in a line's code changes, but not the article chosen for it.
 */
export function followLines(chosen: Record<string, number>, keys: string[]): Map<string, number> {
  const left = Object.entries(chosen).filter(([key]) => !keys.includes(key))
  const withoutRank = (key: string) => key.replace(/^WEB_\d+_/, '')
  const found = new Map(Object.entries(chosen))
  for (const key of keys.filter((one) => !found.has(one))) {
    const at = left.findIndex(([former]) => withoutRank(former) === withoutRank(key))
    for (const [, idart] of at === -1 ? [] : left.splice(at, 1)) found.set(key, idart)
  }
  return found
}

export const deliveryName = 'FRAIS DE PORT TTC'
export const deliveryVatRate = '20.0'

/**
 * The lines as the till reads them: items with their options under them, deals as a heading at 0,00 over their
 * components, charges as article lines (contract, kezia R-K1–R-K3, R-K6, R-K8, R-K9). Prices are always those received.
 */
export function buildLines(
  order: Pick<IncomingOrder, 'items' | 'deals' | 'charges'>,
  context: LineContext,
): OrderLine[] {
  const lines: OrderLine[] = []
  const openedDeals = new Set<string>()
  let rank = 0
  for (const item of order.items) {
    const deal = item.dealKey === null ? undefined : order.deals[item.dealKey]
    if (item.dealKey === null || !deal) {
      rank += 1
      lines.push(...itemLines(item, rank, 0, context))
      continue
    }
    if (openedDeals.has(item.dealKey)) continue
    openedDeals.add(item.dealKey)
    rank += 1
    lines.push(dealLine(deal, context))
    for (const component of order.items.filter(({ dealKey }) => dealKey === item.dealKey))
      lines.push(...itemLines(component, 1, 1, context))
  }
  for (const charge of order.charges) lines.push(chargeLine(charge, context))
  return lines
}

function itemLines(item: IncomingItem, rank: number, depth: number, context: LineContext): OrderLine[] {
  // Contract, kezia R-K2: `WEB_1_0` when there is no ref.
  const webCode = `WEB_${rank}_${item.ref || 0}`
  const article =
    (item.ref ? context.find(item.ref) : undefined) ??
    context.replacement?.(lineKey({ code: webCode, name: withVariant(item.name, item) }))
  const name = article?.name ?? item.name
  const vatRate = article?.vatRate ?? item.vatRate ?? context.defaultVatRate
  const line: OrderLine = {
    kind: 'article',
    depth,
    known: article !== undefined,
    ref: item.ref,
    code: article ? (article.code ?? String(article.id)) : webCode,
    articleId: article?.id ?? 0,
    name: withVariant(name, item, article),
    tariff: article?.tariff ?? null,
    quantity: item.quantity,
    unitCents: item.unitCents,
    totalCents: multiplyCents(item.unitCents, parseDecimal(item.quantity)),
    vatRate,
    note: item.note,
    itemId: item.id ?? null,
    sourceName: withVariant(item.name, item),
  }
  const options = item.options.map((option) => optionLine(option, item, line, context))
  return [
    { ...line, totalCents: subtotalCents(item) - sum(options.map(({ totalCents }) => totalCents)) },
    ...options,
  ]
}

/**
 * The total of an item with its options, rounded once as its source does (contract, orders O18). With a
 * fractional quantity, the sum of rounded lines may differ by a cent.
 */
export function subtotalCents({ unitCents, quantity, options }: IncomingItem): Cents {
  const extras = sum(options.map((option) => option.unitCents * option.quantity))
  return multiplyCents(unitCents + extras, parseDecimal(quantity))
}

function withVariant(name: string, { variantName }: IncomingItem, article?: LineArticle): string {
  const title = variantName || article?.tariff?.title
  return title ? `${name} - ${title}` : name
}

function optionLine(
  option: IncomingItem['options'][number],
  item: IncomingItem,
  parent: OrderLine,
  { find }: LineContext,
): OrderLine {
  const article = option.ref ? find(option.ref) : undefined
  const name = article?.name ?? option.name
  const quantity = timesInteger(item.quantity, option.quantity)
  return {
    kind: 'option',
    depth: parent.depth + 1,
    // Contract, kezia D44: an option without a known ref is a free line, never an unknown article.
    known: article ? true : null,
    ref: option.ref,
    code: article?.code ?? (article ? String(article.id) : `WEB_1_${option.ref || 0}`),
    articleId: article?.id ?? 0,
    name: option.removed ? `SANS ${option.name}` : name,
    quantity,
    unitCents: option.unitCents,
    totalCents: multiplyCents(option.unitCents, parseDecimal(quantity)),
    vatRate: article?.vatRate ?? parent.vatRate,
    note: option.listName || null,
    sourceName: option.removed ? `SANS ${option.name}` : option.name,
  }
}

function dealLine({ name, ref }: { name: string; ref: string | null }, context: LineContext): OrderLine {
  const article = ref ? context.find(ref) : undefined
  return {
    kind: 'deal',
    depth: 0,
    known: article ? true : null,
    ref,
    code: article?.code ?? (article ? String(article.id) : ''),
    articleId: article?.id ?? 0,
    name: article?.name ?? name,
    quantity: '1.0',
    unitCents: 0,
    totalCents: 0,
    vatRate: article?.vatRate ?? context.defaultVatRate,
    note: null,
  }
}

function chargeLine(charge: IncomingCharge, { find, delivery }: LineContext): OrderLine {
  const named = charge.ref ? find(charge.ref) : undefined
  const article = named ?? delivery?.()
  // The rate of the charge wins over the 20 % of «FRAIS DE PORT TTC», named or not (contract, kezia D41, D53).
  const isOtherArticle = named !== undefined && named.code !== deliveryCode
  const chargeRate = isOtherArticle ? null : charge.vatRate
  return {
    kind: article ? 'charge' : 'port',
    depth: 0,
    known: article ? true : null,
    ref: charge.ref,
    code: article ? (article.code ?? String(article.id)) : deliveryCode,
    articleId: article?.id ?? 0,
    name: article?.name ?? deliveryName,
    quantity: '1.0',
    unitCents: charge.cents,
    totalCents: charge.cents,
    vatRate: chargeRate ?? article?.vatRate ?? deliveryVatRate,
    note: charge.name,
    sourceName: charge.name,
  }
}

function timesInteger(quantity: DecimalText, times: number): DecimalText {
  const { unscaled, scale } = parseDecimal(quantity)
  return formatDecimal({ unscaled: unscaled * BigInt(times), scale })
}
