import { formatTypedAmount, isDecimalText, isPercentage, parseTypedAmount } from '@hub/money'
import { priceOrder } from '../../src/orders/pricing.ts'
import type {
  OrderArticle,
  OrderService,
  OwnOrderDetails,
  OwnOrderForm,
  PortKind,
  PricedOrder,
} from '../../src/orders/wire.ts'
import type { PricedBasket } from '../../src/sales/pricing.ts'
import { localDayAndTime, toInstant } from '../connector/orders/zoned.ts'
import { parseTypedQuantity } from '../counter/basket.ts'
import { uuid } from '../lib/uuid.ts'

/** One line as typed. */
export interface LineValues {
  /** Of the row on screen. */
  key: string
  id: number | null
  article: OrderArticle
  quantity: string
  price: string
  discount: string
}

export interface DepositValues {
  key: string
  /** Empty while no mode is chosen. */
  modeId: string
  amount: string
}

/** What W-12 holds, everything as typed. */
export interface SheetValues {
  customer: { idcli: number; displayName: string } | null
  serviceType: OrderService
  /** Fields of the browser; empty for as soon as possible. */
  day: string
  time: string
  nota: string
  discountPercent: string
  port: string
  portKind: PortKind
  lines: LineValues[]
  deposits: DepositValues[]
}

export const blankSheet: SheetValues = {
  customer: null,
  serviceType: 'collection',
  day: '',
  time: '',
  nota: '',
  discountPercent: '',
  port: '',
  portKind: 'gross',
  lines: [],
  deposits: [],
}

export const lineOf = (article: OrderArticle, id: number | null = null): LineValues => ({
  key: uuid(),
  id,
  article,
  quantity: '1',
  price: formatTypedAmount(article.unitCents),
  discount: '',
})

const typed = (decimal: string) => decimal.replace(/\.0+$/, '').replace('.', ',')

export function sheetOf(order: OwnOrderDetails, timeZone: string): SheetValues {
  const { day, time } = localDayAndTime(order.dueAt, timeZone)
  return {
    customer:
      order.customerId === null ? null : { idcli: order.customerId, displayName: order.customerName ?? '' },
    serviceType: order.serviceType,
    day,
    time,
    nota: order.nota,
    discountPercent: typed(order.discountPercent),
    port: order.portCents === 0 ? '' : formatTypedAmount(order.portCents),
    portKind: order.portKind,
    lines: order.lines.map(({ id, article, quantity, unitCents, discount }) => ({
      key: String(id),
      id,
      article,
      quantity: typed(quantity),
      price: formatTypedAmount(unitCents),
      discount: discount?.kind === 'percent' ? typed(discount.percent) : '',
    })),
    deposits: order.deposits.map(({ modeId, cents }) => ({
      key: String(modeId),
      modeId: String(modeId),
      amount: formatTypedAmount(cents),
    })),
  }
}

export function formOf(
  values: SheetValues,
  {
    draftId,
    revision,
    sellerId,
    timeZone,
  }: {
    draftId: string
    revision: number | undefined
    sellerId: number | null
    timeZone: string
  },
): OwnOrderForm {
  const { customer, day, time, lines, deposits, ...same } = values
  return {
    ...same,
    draftId,
    ...(revision !== undefined && { revision }),
    sellerId,
    customerId: customer?.idcli ?? null,
    dueAt: day === '' && time === '' ? '' : toInstant(day, time, timeZone),
    lines: lines.map(({ id, article, quantity, price, discount }) => ({
      id,
      idart: article.idart,
      quantity,
      price,
      discount,
    })),
    deposits: deposits
      .filter(({ modeId, amount }) => modeId !== '' && amount.trim() !== '')
      .map(({ modeId, amount }) => ({ modeId: Number(modeId), amount })),
  }
}

/** What the sheet comes to; undefined while something typed cannot be read. */
export function pricedOf(values: SheetValues): PricedBasket | undefined {
  const discountPercent = percentOf(values.discountPercent)
  const portCents = values.port.trim() === '' ? 0 : parseTypedAmount(values.port)
  const lines = values.lines.map(pricedLine)
  if (discountPercent === undefined || portCents === undefined || lines.some((line) => !line))
    return undefined
  return priceOrder({
    serviceType: values.serviceType,
    lines: lines as PricedOrder['lines'],
    discountPercent,
    portCents,
    portKind: values.portKind,
  })
}

function pricedLine({ article, ...line }: LineValues): PricedOrder['lines'][number] | undefined {
  const quantity = parseTypedQuantity(line.quantity)
  const unitCents = parseTypedAmount(line.price)
  const percent = percentOf(line.discount)
  if (quantity === undefined || unitCents === undefined || percent === undefined) return undefined
  return {
    article,
    quantity,
    unitCents,
    discount: percent === '' ? null : { kind: 'percent', percent },
  }
}

/** Empty for none, undefined for what is no percentage. */
function percentOf(text: string): string | undefined {
  const percent = text.trim().replace(/\s*%$/, '').replace(',', '.')
  if (percent === '') return ''
  if (!isDecimalText(percent) || !isPercentage(percent)) return undefined
  return /[1-9]/.test(percent) ? percent : ''
}

/** What was received already, in cents; what cannot be read counts for nothing. */
export const depositCentsOf = ({ deposits }: Pick<SheetValues, 'deposits'>) =>
  deposits.reduce((sum, { modeId, amount }) => sum + (modeId === '' ? 0 : (parseTypedAmount(amount) ?? 0)), 0)
