import {
  addDecimals,
  dottedText,
  formatDecimal,
  formatTypedAmount,
  isDecimalText,
  isPercentage,
  parseDecimal,
  parseTypedAmount,
} from '@hub/money'
import type { Tariff } from '../../src/articles/wire.ts'
import { priceOrder } from '../../src/orders/pricing.ts'
import type {
  OrderArticle,
  OrderOption,
  OrderService,
  OwnOrderDetails,
  OwnOrderForm,
  OwnOrderLine,
  PortKind,
  PricedOrder,
} from '../../src/orders/wire.ts'
import type { PricedBasket } from '../../src/sales/pricing.ts'
import type { SellableMenu } from '../../src/sales/wire.ts'
import { localDayAndTime, toInstant } from '../connector/orders/zoned.ts'
import { parseTypedQuantity } from '../counter/basket.ts'
import { uuid } from '../lib/uuid.ts'

/** One line as typed. */
export interface LineValues {
  /** Of the row on screen. */
  key: string
  id: number | null
  article: OrderArticle
  tariff: OwnOrderLine['tariff']
  options: OrderOption[]
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
  /** «Livreur» and «Mode Règ.», ids as text; empty for none. */
  driverId: string
  paymentModeId: string
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
  driverId: '',
  paymentModeId: '',
  day: '',
  time: '',
  nota: '',
  discountPercent: '',
  port: '',
  portKind: 'gross',
  lines: [],
  deposits: [],
}

/** A new line: at the price of its tariff, when one was chosen. */
export const lineOf = (
  { article, tariff, options }: Pick<LineValues, 'article' | 'options'> & { tariff: Tariff | null },
  quantity: string,
): LineValues => ({
  key: uuid(),
  id: null,
  article,
  tariff: tariff && { idtar: tariff.idtar, title: tariff.title },
  options,
  quantity: typed(quantity),
  price: formatTypedAmount(tariff?.priceCents ?? article.unitCents),
  discount: '',
})

/** One more of the last line, when that is the same article at its price, and new. */
export function joined(lines: LineValues[], line: LineValues): LineValues[] | undefined {
  const last = lines.at(-1)
  const isSame =
    last !== undefined &&
    last.id === null &&
    last.discount === '' &&
    last.article.idart === line.article.idart &&
    last.tariff?.idtar === line.tariff?.idtar &&
    last.price === line.price &&
    last.options.length === 0 &&
    line.options.length === 0
  const quantity = isSame ? addQuantities(last.quantity, line.quantity) : undefined
  return last && quantity !== undefined
    ? [...lines.slice(0, -1), { ...last, key: line.key, quantity }]
    : undefined
}

function addQuantities(left: string, right: string): string | undefined {
  const [one, other] = [parseTypedQuantity(left), parseTypedQuantity(right)]
  if (one === undefined || other === undefined) return undefined
  return typed(formatDecimal(addDecimals(parseDecimal(one), parseDecimal(other))))
}

const typed = (decimal: string) => decimal.replace(/\.0+$/, '').replace('.', ',')

export function sheetOf(order: OwnOrderDetails, timeZone: string): SheetValues {
  const { day, time } = localDayAndTime(order.dueAt, timeZone)
  return {
    customer:
      order.customerId === null ? null : { idcli: order.customerId, displayName: order.customerName ?? '' },
    serviceType: order.serviceType,
    driverId: order.driver === null ? '' : String(order.driver.id),
    paymentModeId: order.paymentModeId === null ? '' : String(order.paymentModeId),
    day,
    time,
    nota: order.nota,
    discountPercent: typed(order.discountPercent),
    port: order.portCents === 0 ? '' : formatTypedAmount(order.portCents),
    portKind: order.portKind,
    lines: order.lines.map(({ id, article, tariff, options, quantity, unitCents, discount }) => ({
      key: String(id),
      id,
      article,
      tariff,
      options,
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
  const { customer, driverId, paymentModeId, day, time, lines, deposits, ...same } = values
  return {
    ...same,
    draftId,
    ...(revision !== undefined && { revision }),
    sellerId,
    customerId: customer?.idcli ?? null,
    driverId: driverId === '' ? null : Number(driverId),
    paymentModeId: paymentModeId === '' ? null : Number(paymentModeId),
    dueAt: dueOf(day, time, timeZone),
    lines: lines.map(({ id, article, tariff, options, quantity, price, discount }) => ({
      id,
      idart: article.idart,
      idtar: tariff?.idtar ?? null,
      quantity,
      price,
      discount,
      options: options.map(({ article: option, ...rest }) => ({ ...rest, idart: option.idart })),
    })),
    deposits: deposits
      .filter(({ modeId, amount }) => modeId !== '' && amount.trim() !== '')
      .map(({ modeId, amount }) => ({ modeId: Number(modeId), amount })),
  }
}

/** An hour without a day is one of today. */
function dueOf(day: string, time: string, timeZone: string): string {
  if (day === '' && time === '') return ''
  const today = localDayAndTime(new Date().toISOString(), timeZone).day
  return toInstant(day === '' ? today : day, time, timeZone)
}

/** What the sheet comes to; undefined while something typed cannot be read. */
export function pricedOf(values: SheetValues, menus: SellableMenu[]): PricedBasket | undefined {
  const discountPercent = percentOf(values.discountPercent)
  const portCents = values.port.trim() === '' ? 0 : parseTypedAmount(values.port)
  const lines = values.lines.map(pricedLine)
  if (discountPercent === undefined || portCents === undefined || lines.some((line) => !line))
    return undefined
  return priceOrder({
    serviceType: values.serviceType,
    lines: lines as PricedOrder['lines'],
    menus,
    discountPercent,
    portCents,
    portKind: values.portKind,
  })
}

function pricedLine({
  article,
  tariff,
  options,
  ...line
}: LineValues): PricedOrder['lines'][number] | undefined {
  const quantity = parseTypedQuantity(line.quantity)
  const unitCents = parseTypedAmount(line.price)
  const percent = percentOf(line.discount)
  if (quantity === undefined || unitCents === undefined || percent === undefined) return undefined
  return {
    article,
    tariff,
    options,
    quantity,
    unitCents,
    discount: percent === '' ? null : { kind: 'percent', percent },
  }
}

/** Empty for none, undefined for what is no percentage. */
function percentOf(text: string): string | undefined {
  const percent = dottedText(text).replace(/\s*%$/, '')
  if (percent === '') return ''
  if (!isDecimalText(percent) || !isPercentage(percent)) return undefined
  return /[1-9]/.test(percent) ? percent : ''
}

/** What was received already, in cents; what cannot be read counts for nothing. */
export const depositCentsOf = ({ deposits }: Pick<SheetValues, 'deposits'>) =>
  deposits.reduce((sum, { modeId, amount }) => sum + (modeId === '' ? 0 : (parseTypedAmount(amount) ?? 0)), 0)
