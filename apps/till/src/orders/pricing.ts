import { parseDecimal, withTax } from '@hub/money'
import { type PricedBasket, priceBasket } from '../sales/pricing.ts'
import type { BasketLine } from '../sales/wire.ts'
import type { OrderArticle, PricedOrder } from './wire.ts'

/** VAT of «Port», unless «TVA=0» (contract, kezia R-K6). */
const portVatRate = '20.0'

export const portRate = ({ portKind }: Pick<PricedOrder, 'portKind'>) =>
  portKind === 'none' ? '0.0' : portVatRate

/** «Port» with tax. */
export const grossPort = ({ portCents, portKind }: Pick<PricedOrder, 'portCents' | 'portKind'>) =>
  portKind === 'net' ? withTax(portCents, parseDecimal(portVatRate)) : portCents

/**
 * What a commande comes to: its lines, then «Port», which «% Remise Glob.» leaves alone. Menus are for the counter.
 * Delivery counts as taken away for VAT (contract, kezia D46).
 */
export function priceOrder(order: PricedOrder): PricedBasket {
  const { serviceType, lines, discountPercent } = order
  const port = grossPort(order)
  return priceBasket(
    {
      service: serviceType === 'eat_in' ? 'eat_in' : 'take_away',
      lines: [
        ...lines.map(basketLine),
        ...(port === 0
          ? []
          : [basketLine({ article: portArticle(order), quantity: '1', unitCents: port, discount: null })]),
      ],
      discount: discountPercent === '' ? null : { kind: 'percent', percent: discountPercent },
    },
    [],
  )
}

const basketLine = ({ article, ...line }: PricedOrder['lines'][number]): BasketLine => ({
  ...line,
  article: { ...article, tariffs: [], optionGroups: [], availableMilli: null },
  tariff: null,
  options: [],
})

/** The place of «Port» among the lines: the server puts «FRAIS DE PORT TTC» there. */
const portArticle = (order: PricedOrder): OrderArticle => ({
  idart: 0,
  code: '',
  definition: '',
  unitCents: 0,
  vatRates: { eat_in: portRate(order), take_away: portRate(order) },
  isDiscountForbidden: true,
  isZeroPriceAllowed: true,
  isNegativePriceAllowed: false,
})
