import type { OrderItemInput } from '@hub/client'
import { formatMoney, multiplyCents, parseDecimal } from '@hub/money'
import type { SaleLine } from '../../sales/index.ts'
import { tariffRef } from '../catalog/skus.ts'

export interface ItemContext {
  /** The catalogue's ref of an article; undefined for a deleted one. */
  refOf(idart: number): string | undefined
  /**
   * The ref of a menu by its name, for sales that do not record its article; undefined for a deleted menu.
   */
  menuRefOf(name: string): string | undefined
}

interface Context extends ItemContext {
  currency: string
  /** The line's own ref. */
  itemRef(line: SaleLine): string
}

type Item = OrderItemInput
type Option = NonNullable<Item['options']>[number]
interface Items {
  items: Item[]
  deals: Record<string, { name: string; ref?: string }>
}

/**
 * The lines of a sale as items. Each line's total after its own discount is kept to the cent, options are put
 * under their article, and the articles of one menu form one deal.
 */
export function itemsOf(lines: SaleLine[], context: Context): Items {
  const result: Items = { items: [], deals: {} }
  for (const group of groupsOf(lines)) {
    const [article, ...options] = group as [SaleLine, ...SaleLine[]]
    const inside = options.map((option) => optionOf(option, article, context))
    const folded = inside.every((option) => option !== undefined)
    const pieces = piecesOf(article, context, folded ? (inside as Option[]) : [])
    // When one option does not fit under its article, by its quantity or its VAT, all of them become items of
    // their own.
    const alone = folded ? [] : options.flatMap((option) => piecesOf(option, context, []))
    for (const item of [...pieces, ...alone]) result.items.push(withDeal(item, article, result, context))
  }
  return result
}

/** Each article with the options that follow it. */
function groupsOf(lines: SaleLine[]): SaleLine[][] {
  const groups: SaleLine[][] = []
  for (const line of lines) {
    const last = groups.at(-1)
    if (line.depth === 1 && last) last.push(line)
    else groups.push([line])
  }
  return groups
}

function withDeal(item: Item, line: SaleLine, { deals }: Items, context: Context): Item {
  const { menuKey, menuName, menuIdart } = line
  if (menuKey === null) return item
  const key = String(menuKey)
  const ref = menuIdart === null ? context.menuRefOf(menuName ?? '') : context.refOf(menuIdart)
  deals[key] ??= { name: menuName ?? '', ...(ref !== undefined && { ref }) }
  return { ...item, deal_line: { deal_key: key } }
}

/**
 * Undefined unless each unit of the article has a whole number of this option, at the article's VAT rate and
 * at an exact unit price.
 */
function optionOf(option: SaleLine, article: SaleLine, context: Context): Option | undefined {
  const each = wholeQuotient(option.quantity, article.quantity)
  if (each === undefined || option.vatRate !== article.vatRate) return undefined
  const isWhole = /^-?\d+(\.0+)?$/.test(article.quantity)
  const price = isWhole ? priceOf(option.totalCents, option.quantity) : undefined
  if (price === undefined) return undefined
  const ref = option.idart === null ? undefined : context.refOf(option.idart)
  const [, removed] = /^SANS (.+)$/.exec(option.definition) ?? []
  return {
    option_list_name: 'Options',
    name: option.idart === null && removed !== undefined ? removed : option.definition,
    ...(ref !== undefined && { ref }),
    price: formatMoney(price, context.currency),
    quantity: each,
    ...(option.idart === null && removed !== undefined && { removed: true }),
  }
}

/** One item, or two whose prices differ by a cent, so that they add up to the line's total. */
function piecesOf(line: SaleLine, context: Context, options: Option[]): Item[] {
  const { currency, refOf } = context
  const articleRef = line.idart === null ? undefined : refOf(line.idart)
  const ref =
    articleRef === undefined || line.idtar === null
      ? articleRef
      : tariffRef(articleRef, { idtar: line.idtar })
  const piece = (quantity: string, unitCents: number, name = line.definition): Item => ({
    product_name: name,
    ...(line.tariffTitle !== null && { sku_name: line.tariffTitle }),
    ...(ref !== undefined && { sku_ref: ref }),
    price: formatMoney(unitCents, currency),
    quantity,
    tax_rate: line.vatRate,
    ...(line.note && { customer_notes: line.note }),
    private_ref: context.itemRef(line),
    ...(options.length > 0 && { options }),
  })
  const price = priceOf(line.totalCents, line.quantity)
  if (price !== undefined) return [piece(line.quantity, price)]
  if (/^-?\d+(\.0+)?$/.test(line.quantity)) {
    const sign = line.quantity.startsWith('-') ? -1 : 1
    const count = Math.abs(Number.parseInt(line.quantity, 10))
    const cents = line.totalCents * sign
    const low = Math.floor(cents / count)
    const dear = cents - low * count
    return [piece(String((count - dear) * sign), low), piece(String(dear * sign), low + 1)]
  }
  const shown = line.quantity.replace('.', ',')
  return [piece('1', line.totalCents, `${line.definition} (${shown})`)]
}

/** The unit price that gives `totalCents` for this quantity, rounded as the hub rounds; undefined when none does. */
function priceOf(totalCents: number, quantity: string): number | undefined {
  const { unscaled, scale } = parseDecimal(quantity)
  if (unscaled === 0n) return totalCents === 0 ? 0 : undefined
  const near = (BigInt(totalCents) * 10n ** BigInt(scale)) / unscaled
  return [near, near + 1n, near - 1n]
    .map(Number)
    .find((price) => multiplyCents(price, { unscaled, scale }) === totalCents)
}

/** `6` for `6.0` options on `1.0`; undefined when it is no whole number above 0. */
function wholeQuotient(options: string, articles: string): number | undefined {
  const [one, other] = [parseDecimal(options), parseDecimal(articles)]
  const scale = Math.max(one.scale, other.scale)
  const dividend = one.unscaled * 10n ** BigInt(scale - one.scale)
  const divisor = other.unscaled * 10n ** BigInt(scale - other.scale)
  if (divisor === 0n || dividend % divisor !== 0n) return undefined
  const quotient = dividend / divisor
  return quotient > 0n ? Number(quotient) : undefined
}
