/** Exact amounts and decimals. No floating-point arithmetic anywhere: integers of cents, and digits with a scale. */

export {
  addDecimals,
  type Decimal,
  formatDecimal,
  isDecimalText,
  isPercentage,
  multiplyCents,
  parseDecimal,
  roundDecimal,
} from './decimal.ts'
export { displayMoney } from './display.ts'
export { type Cents, formatMoney, type Money, maxCents, parseMoney } from './money.ts'
export { spread } from './spread.ts'
export { withoutTax, withTax } from './tax.ts'
export { dottedText, formatTypedAmount, parseTypedAmount } from './typed.ts'
