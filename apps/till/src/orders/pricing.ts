import { parseDecimal, withTax } from '@hub/money'
import { type PricedBasket, type PricedLine, priceBasket } from '../sales/pricing.ts'
import type { BasketLine, SellableMenu } from '../sales/wire.ts'
import type { OrderArticle, PricedOrder } from './wire.ts'

/** VAT of «Port», unless «TVA=0» (contract, kezia R-K6). */
const portVatRate = '20.0'

export const portRate = ({ portKind }: Pick<PricedOrder, 'portKind'>) =>
  portKind === 'none' ? '0.0' : portVatRate

/** «Port» with tax. */
export const grossPort = ({ portCents, portKind }: Pick<PricedOrder, 'portCents' | 'portKind'>) =>
  portKind === 'net' ? withTax(portCents, parseDecimal(portVatRate)) : portCents

/**
 * Prices an own order: its lines with their options and menus, then «Port», which «% Remise Glob.» does not
 * reduce. Delivery counts as taken away for VAT (contract, kezia D46).
 */
export function priceOrder(order: PricedOrder): PricedBasket {
  const { serviceType, lines, discountPercent, menus } = order
  const port = grossPort(order)
  return priceBasket(
    {
      service: serviceType === 'eat_in' ? 'eat_in' : 'take_away',
      lines: [
        ...lines.map(basketLine),
        ...(port === 0
          ? []
          : [
              basketLine({
                article: portArticle(order),
                tariff: null,
                quantity: '1',
                unitCents: port,
                discount: null,
                options: [],
              }),
            ]),
      ],
      discount: discountPercent === '' ? null : { kind: 'percent', percent: discountPercent },
    },
    menus,
  )
}

/** Whether a priced line is «Port», which comes from no line of the order. */
export const isPort = ({ lines }: Pick<PricedOrder, 'lines'>, { source }: Pick<PricedLine, 'source'>) =>
  source >= lines.length

/** The menus found in the priced lines. An order stores them, so that its price stays the one announced. */
export function menusIn({ lines }: PricedBasket, menus: SellableMenu[]): SellableMenu[] {
  const found = new Set(lines.flatMap(({ menu }) => (menu ? [menu.idart] : [])))
  return menus.filter(({ idart }) => found.has(idart))
}

/** The menus to look for in a changed order: the ones it stored first, then today's others. */
export const menusToFind = (kept: SellableMenu[], current: SellableMenu[]): SellableMenu[] => [
  ...kept,
  ...current.filter(({ idart }) => !kept.some((menu) => menu.idart === idart)),
]

const basketLine = ({ article, options, ...line }: PricedOrder['lines'][number]): BasketLine => ({
  ...line,
  article: { ...article, tariffs: [], optionGroups: [], availableMilli: null },
  options: options.map((option) => ({ ...option, article: { ...option.article, availableMilli: null } })),
})

/** Placeholder of «Port» among the lines; the server puts «FRAIS DE PORT TTC» there. */
const portArticle = (order: PricedOrder): OrderArticle => ({
  idart: 0,
  code: '',
  definition: '',
  unitCents: 0,
  vatRates: { eat_in: portRate(order), take_away: portRate(order) },
  isDiscountForbidden: true,
  isMealVoucherEligible: false,
  isZeroPriceAllowed: true,
  isNegativePriceAllowed: false,
})
