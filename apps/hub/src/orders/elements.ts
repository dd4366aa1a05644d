import type {
  DealLine,
  OrderCharge,
  OrderChargeInput,
  OrderDiscount,
  OrderDiscountInput,
  OrderItem,
  OrderItemInput,
  OrderOption,
  OrderPayment,
  OrderPaymentInput,
} from '@hub/contract'
import { chargeTypes, paymentTypes } from '@hub/contract'
import {
  formatDecimal,
  formatMoney,
  isDecimalText,
  maxCents,
  multiplyCents,
  parseDecimal,
  parseMoney,
} from '@hub/money'
import type { Problem } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'

/**
 * Builds the stored elements of an order from the client's input. The schema reader leaves undefined the parts that it
 * refused; these functions then build nothing, because the problem is already reported.
 */
export interface ElementContext {
  currency: string
  problems: Problem[]
  /** Key as sent → key as stored (contract, orders §4.3). */
  dealKeys: ReadonlyMap<string, string>
  /** Collects the caller's private refs by element id. */
  refs: Record<string, string>
}

type Decimals = string | null | undefined

const decimalOrNull = (text: Decimals) => (text == null ? null : formatDecimal(parseDecimal(text)))
export const centsOf = (amount: string) => parseMoney(amount)!.cents
/** Whether a computed amount can be written, with at most 12 digits before the point (contract, general §7). */
export const isAmount = (cents: number) => Math.abs(cents) <= maxCents
export const tooLarge = 'of more than 12 digits'

function startElement(
  element: { private_ref?: string | null; deleted?: boolean | null },
  path: string,
  { problems, refs }: ElementContext,
) {
  const id = newId()
  if (typeof element.private_ref === 'string') refs[id] = element.private_ref
  if (element.deleted === true)
    problems.push({ field: `${path}.deleted`, message: 'must not be true on a new element' })
  return id
}

export function buildItem(
  input: OrderItemInput,
  path: string,
  context: ElementContext,
): OrderItem | undefined {
  const id = startElement(input, path, context)
  const line = input.deal_line ? buildDealLine(input.deal_line, `${path}.deal_line`, context) : undefined
  if (context.problems.length > 0) return undefined
  const options = (input.options ?? []).map((option) => buildOption(option, context.currency))
  const subtotal = subtotalCents(input.price, input.quantity, options)
  if (!isAmount(subtotal)) {
    context.problems.push({ field: `${path}.price`, message: `gives a subtotal ${tooLarge}` })
    return undefined
  }
  return {
    id,
    private_ref: null,
    product_name: input.product_name,
    sku_name: input.sku_name ?? null,
    sku_ref: input.sku_ref ?? null,
    price: input.price,
    quantity: formatDecimal(parseDecimal(input.quantity)),
    subtotal: formatMoney(subtotal, context.currency),
    tax_rate: decimalOrNull(input.tax_rate),
    customer_notes: input.customer_notes ?? null,
    points_earned: decimalOrNull(input.points_earned),
    points_used: decimalOrNull(input.points_used),
    options,
    deleted: false,
    ...(line ? { deal_line: line } : {}),
  }
}

/** `(price + Σ option.price × option.quantity) × quantity`, rounded once at the end (orders §4.1, O18). */
export function subtotalCents(price: string, quantity: string, options: readonly OrderOption[]): number {
  const unit = options.reduce(
    (sum, option) => sum + BigInt(centsOf(option.price)) * BigInt(option.quantity),
    BigInt(centsOf(price)),
  )
  return multiplyCents(unit, parseDecimal(quantity))
}

function buildOption(input: NonNullable<OrderItemInput['options']>[number], currency: string): OrderOption {
  return {
    option_list_name: input.option_list_name,
    name: input.name,
    ref: input.ref ?? null,
    price: input.price ?? formatMoney(0, currency),
    quantity: input.quantity ?? 1,
    // Contract, orders O20: returned only when true.
    ...(input.removed === true ? { removed: true } : {}),
  }
}

type DealLineInput = NonNullable<OrderItemInput['deal_line']>

function buildDealLine(input: DealLineInput, path: string, context: ElementContext): DealLine | undefined {
  const { dealKeys, problems } = context
  const key = input.deal_key === undefined ? undefined : dealKeys.get(input.deal_key)
  if (input.deal_key !== undefined && key === undefined) {
    problems.push({ field: `${path}.deal_key`, message: `'${input.deal_key}' is not a key of 'deals'` })
  }
  const pricing_value = pricingValue(input, path, context)
  if (key === undefined) return undefined
  return {
    deal_key: key,
    position: Number.isInteger(input.position) ? (input.position as number) : null,
    label: input.label ?? null,
    pricing_effect: input.pricing_effect ?? null,
    pricing_value,
  }
}

/** Contract, orders §4.3 and O22: the effect decides what kind of value is valid. */
function pricingValue(
  input: DealLineInput,
  path: string,
  { currency, problems }: ElementContext,
): string | null {
  const { pricing_effect: effect, pricing_value: value } = input
  const refuse = (message: string) => {
    problems.push({ field: `${path}.pricing_value`, message })
    return null
  }
  if (effect === 'fixed_price' || effect === 'price_off') {
    const amount = value == null ? undefined : parseMoney(value)
    if (!amount) return refuse(value == null ? "can't be blank" : `'${value}' is not a valid monetary amount`)
    if (amount.currency !== currency) return refuse(`must be in '${currency}' ('${amount.currency}' given)`)
    return formatMoney(amount.cents, currency)
  }
  if (effect === 'percentage_off') {
    if (value == null) return refuse("can't be blank")
    if (!isDecimalText(value) || Number(value) < 0 || Number(value) > 100)
      return refuse('must be a decimal from 0 to 100')
    return formatDecimal(parseDecimal(value))
  }
  return value == null ? null : refuse("must be null without a pricing effect, or with 'unchanged'")
}

export function buildDiscount(
  input: OrderDiscountInput,
  path: string,
  context: ElementContext,
): OrderDiscount | undefined {
  const id = startElement(input, path, context)
  const priceOff = discountAmount(input, path, context)
  if (context.problems.length > 0 || priceOff === undefined) return undefined
  return {
    id,
    private_ref: null,
    name: input.name,
    ref: input.ref ?? null,
    pricing_effect: 'price_off',
    pricing_value: priceOff,
    price_off: priceOff,
    deleted: false,
  }
}

/** Contract, orders O23: the deprecated `pricing_effect` and `pricing_value` replace a missing `price_off`. */
function discountAmount(
  input: OrderDiscountInput,
  path: string,
  { currency, problems }: ElementContext,
): string | undefined {
  if (input.price_off != null) return input.price_off
  if ('price_off' in input && input.price_off === undefined) return undefined
  const old =
    input.pricing_effect === 'price_off' && input.pricing_value != null
      ? parseMoney(input.pricing_value)
      : undefined
  if (old?.currency === currency) return formatMoney(old.cents, currency)
  problems.push({ field: `${path}.price_off`, message: "can't be blank" })
  return undefined
}

const oneOfOr = <T extends string>(values: readonly T[], given: unknown, otherwise: T): T =>
  values.find((value) => value === given) ?? otherwise

export function buildCharge(
  input: OrderChargeInput,
  path: string,
  context: ElementContext,
): OrderCharge | undefined {
  const id = startElement(input, path, context)
  const price = input.price ?? input.charge_price
  const refused =
    ('price' in input && input.price === undefined) ||
    ('charge_price' in input && input.charge_price === undefined)
  if (price == null && !refused) context.problems.push({ field: `${path}.price`, message: "can't be blank" })
  if (context.problems.length > 0 || price == null) return undefined
  const type = oneOfOr(chargeTypes, input.type ?? input.charge_type, 'other')
  const ref = input.ref ?? input.charge_ref ?? null
  return {
    id,
    private_ref: null,
    type,
    name: input.name,
    ref,
    price,
    tax_rate: decimalOrNull(input.tax_rate),
    charge_type: type,
    charge_ref: ref,
    charge_price: price,
    deleted: false,
  }
}

export function buildPayment(
  input: OrderPaymentInput,
  path: string,
  context: ElementContext,
): OrderPayment | undefined {
  const id = startElement(input, path, context)
  if (context.problems.length > 0) return undefined
  return {
    id,
    private_ref: null,
    // Contract, orders O24: an unknown deprecated type is never an error.
    type: oneOfOr(paymentTypes, input.type, 'online'),
    name: input.name ?? null,
    ref: input.ref ?? null,
    amount: input.amount,
    info: input.info ?? null,
    deleted: false,
  }
}
