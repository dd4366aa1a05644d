import type { CatalogDealLineInput, CatalogDiscountInput } from '@hub/contract'
import { formatMoney, isDecimalText, isPercentage, parseMoney } from '@hub/money'
import { shown } from '../platform/shown.ts'

type Priced = Pick<CatalogDealLineInput | CatalogDiscountInput, 'pricing_effect' | 'pricing_value'>

/** Money is normalised; decimals stay as uploaded. */
export function pricingValue(value: string | null | undefined): string | null {
  const amount = value == null ? undefined : parseMoney(value)
  return amount ? formatMoney(amount.cents, amount.currency) : (value ?? null)
}

/** The problem of a value under its effect, or undefined (contract, catalogs §9 and §10). */
export function pricingProblem(
  { pricing_effect: effect, pricing_value: value = null }: Priced,
  currency: string,
): string | undefined {
  if (effect === 'free') return undefined
  if (effect === 'unchanged') return value === null ? undefined : 'must be null'
  if (value === null || value === '') return "can't be blank"
  if (effect === 'percentage_off') {
    if (!isDecimalText(value)) return `'${shown(value)}' is not a valid decimal`
    return isPercentage(value) ? undefined : 'must be between 0 and 100'
  }
  const amount = parseMoney(value)
  if (!amount) return `'${shown(value)}' is not a valid monetary amount`
  return amount.currency === currency ? undefined : `must be in '${currency}' ('${amount.currency}' given)`
}
