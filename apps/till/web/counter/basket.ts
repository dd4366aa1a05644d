import { dottedText, formatDecimal, parseDecimal } from '@hub/money'
import type { Tariff } from '../../src/articles/wire.ts'
import { composedUnitCents } from '../../src/sales/menu-prices.ts'
import type {
  Basket,
  BasketLine,
  BasketOption,
  ComposedMenu,
  Discount,
  SaleService,
  SellableArticle,
} from '../../src/sales/wire.ts'
import type { PickedCustomer } from '../customers/picking.ts'
import { uuid } from '../lib/uuid.ts'

export { toForm } from '../../src/sales/basket-form.ts'
export { formatQuantity } from '../connector/quantity.ts'

/** The sale in progress at this poste. */
export interface Draft {
  /** Idempotency key: a settlement sent twice makes one sale. */
  id: string
  basket: Basket
  /** Null is «Anonyme». */
  customer: PickedCustomer | null
  /** Index of the selected line; undefined while there is none. */
  selected: number | undefined
  /** «RETOUR ARTICLE»: the next article is a return. */
  isReturn: boolean
  /** «SOUS-TOTAL» was pressed: menus show until a line changes. */
  showsMenus: boolean
}

export type DraftChange =
  | {
      type: 'add'
      article: SellableArticle
      quantity?: string
      tariff?: Tariff | null
      options?: BasketOption[]
      composition?: ComposedMenu
    }
  | { type: 'compose'; line: number; composition: ComposedMenu; quantity: string }
  | { type: 'select'; line: number }
  | { type: 'quantity'; quantity: string }
  | { type: 'price'; line: number; unitCents: number }
  | { type: 'tariff'; line: number; tariff: Tariff }
  | { type: 'options'; line: number; options: BasketOption[] }
  | { type: 'lineDiscount'; discount: Discount | null }
  | { type: 'totalDiscount'; discount: Discount | null }
  | { type: 'service'; service: SaleService }
  | { type: 'removeLine' }
  | { type: 'toggleReturn' }
  | { type: 'showMenus' }
  | { type: 'customer'; customer: PickedCustomer | null }
  | { type: 'restart'; basket?: Basket; id?: string; customer?: PickedCustomer | null }

const emptyBasket: Basket = { service: 'eat_in', lines: [], discount: null }

/** @param id of a recalled sale: if it was settled before, it is not settled twice */
export function newDraft(basket: Basket = emptyBasket, id: string = uuid()): Draft {
  const selected = basket.lines.length === 0 ? undefined : basket.lines.length - 1
  return { id, basket, customer: null, selected, isReturn: false, showsMenus: false }
}

const mostUnits = 999_999n * 1000n

const thousandths = (quantity: string) => {
  const { unscaled, scale } = parseDecimal(quantity)
  return unscaled * 10n ** BigInt(3 - scale)
}
const quantityText = (value: bigint) => formatDecimal({ unscaled: value, scale: 3 }).replace(/\.0$/, '')

export function change(draft: Draft, action: DraftChange): Draft {
  const { basket, selected } = draft
  switch (action.type) {
    case 'add':
      return add(draft, action)
    case 'select':
      return { ...draft, selected: action.line }
    case 'quantity': {
      const sign = basket.lines[selected ?? -1]?.quantity.startsWith('-') ? '-' : ''
      return changeLine(draft, selected, { quantity: sign + action.quantity })
    }
    case 'price':
      return changeLine(draft, action.line, { unitCents: action.unitCents })
    case 'tariff': {
      const { idtar, title, priceCents } = action.tariff
      return changeLine(draft, action.line, { tariff: { idtar, title }, unitCents: priceCents })
    }
    case 'compose': {
      const { line, composition, quantity } = action
      const sign = basket.lines[line]?.quantity.startsWith('-') ? '-' : ''
      const unitCents = composedUnitCents(composition)
      return changeLine(draft, line, { composition, unitCents, quantity: sign + quantity })
    }
    case 'options':
      return changeLine(draft, action.line, { options: action.options })
    case 'lineDiscount':
      return changeLine(draft, selected, { discount: action.discount })
    case 'totalDiscount':
      return { ...draft, basket: { ...basket, discount: action.discount } }
    case 'service':
      return { ...draft, basket: { ...basket, service: action.service } }
    case 'removeLine':
      return removeLine(draft)
    case 'toggleReturn':
      return { ...draft, isReturn: !draft.isReturn }
    case 'showMenus':
      return { ...draft, showsMenus: true }
    case 'customer':
      return { ...draft, customer: action.customer }
    case 'restart':
      return { ...newDraft(action.basket, action.id), customer: action.customer ?? null }
  }
}

/**
 * Adds to the last line if it has the same article, price and options and no discount; else appends a line.
 */
function add(draft: Draft, added: Added): Draft {
  const { article, quantity: typed = '1', tariff = null, options = [], composition } = added
  const { lines } = draft.basket
  const quantity = draft.isReturn ? `-${typed}` : typed
  const unitCents = composition ? composedUnitCents(composition) : (tariff?.priceCents ?? article.unitCents)
  const named = tariff && { idtar: tariff.idtar, title: tariff.title }
  const last = lines.at(-1)
  const sum = last ? thousandths(last.quantity) + thousandths(quantity) : 0n
  const joins =
    last !== undefined &&
    last.article.idart === article.idart &&
    last.tariff?.idtar === tariff?.idtar &&
    last.unitCents === unitCents &&
    last.discount === null &&
    last.quantity.startsWith('-') === draft.isReturn &&
    areSame(last.options, options) &&
    compositionKey(last.composition) === compositionKey(composition) &&
    sum <= mostUnits &&
    sum >= -mostUnits
  const line: BasketLine = joins
    ? { ...last, quantity: quantityText(sum) }
    : {
        article,
        tariff: named,
        quantity,
        unitCents,
        discount: null,
        options,
        ...(composition && { composition }),
      }
  const kept = joins ? lines.slice(0, -1) : lines
  return {
    ...draft,
    basket: { ...draft.basket, lines: [...kept, line] },
    selected: kept.length,
    isReturn: false,
    showsMenus: false,
  }
}

type Added = Omit<Extract<DraftChange, { type: 'add' }>, 'type'>

const areSame = (left: BasketOption[], right: BasketOption[]) => keyOf(left) === keyOf(right)

const keyOf = (options: BasketOption[]) =>
  options
    .map(({ groupId, article, quantity, unitCents }) => [groupId, article.idart, quantity, unitCents].join())
    .toSorted()
    .join(';')

const compositionKey = (composition: ComposedMenu | undefined) =>
  composition?.components
    .map(({ letter, article, tariff, options }) =>
      [letter, article.idart, tariff?.idtar ?? '', keyOf(options)].join(),
    )
    .join('|')

function changeLine(draft: Draft, index: number | undefined, values: Partial<BasketLine>): Draft {
  const lines = draft.basket.lines.map((line, at) => (at === index ? { ...line, ...values } : line))
  return { ...draft, basket: { ...draft.basket, lines }, showsMenus: false }
}

function removeLine(draft: Draft): Draft {
  const lines = draft.basket.lines.filter((_, index) => index !== draft.selected)
  const discount = lines.length === 0 ? null : draft.basket.discount
  const selected = lines.length === 0 ? undefined : Math.min(draft.selected ?? 0, lines.length - 1)
  return { ...draft, basket: { ...draft.basket, lines, discount }, selected, showsMenus: false }
}

/** Parses `2` or `0,250`, above 0; undefined for anything else. */
export function parseTypedQuantity(text: string): string | undefined {
  const dotted = dottedText(text)
  return /^\d{1,6}(\.\d{1,3})?$/.test(dotted) && /[1-9]/.test(dotted)
    ? quantityText(thousandths(dotted))
    : undefined
}

/** Undefined if the product is not a valid quantity: too large, or too many decimals. */
export function multiplyQuantity(left: string, right: string): string | undefined {
  const product = thousandths(left) * thousandths(right)
  const isExact = product % 1000n === 0n
  return isExact && product > 0n && product / 1000n <= mostUnits ? quantityText(product / 1000n) : undefined
}

/** `2`, `0,25`: without trailing zeros, with thousands separators. */
export function formatCount(quantity: string): string {
  const [units = '', decimals = ''] = quantity.replace(/(\.\d*?)0+$/, '$1').split('.')
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, '\u202f')
  return decimals === '' ? grouped : `${grouped},${decimals}`
}
