import type {
  CatalogDataInput,
  CatalogDealLineInput,
  CatalogDiscountInput,
  PriceOverrideInput,
  RestrictionsInput,
  SkuInput,
} from '@hub/contract'
import { isDecimalText, parseMoney } from '@hub/money'
import type { Problem } from '../platform/errors.ts'
import { findCycles } from './categories.ts'

const maxObjectBytes = 8192

/** Entries that could be read, with their place: the reader leaves undefined what it refused. */
const readable = <T>(list: readonly T[] | null | undefined): [number, T][] =>
  [...(list ?? []).entries()].filter(([, entry]) => entry !== undefined)

/** Whether the reader has refused that value already. */
const wasRefused = (entry: object, key: string) =>
  key in entry && (entry as Record<string, unknown>)[key] === undefined

interface Priced {
  restrictions?: RestrictionsInput | null
  price_overrides?: PriceOverrideInput[] | null
}

/**
 * What the parts of an upload say about each other (contract, catalogs §4 to §10): refs that are used twice or lead
 * nowhere, loops, values that do not go together.
 */
export function checkContent(data: CatalogDataInput, currency: string, problems: Problem[]): void {
  const report = (field: string, message: string) => {
    problems.push({ field: `data.${field}`, message })
  }
  /** The refs of a section in which they are unique. */
  const uniqueRefs = (section: 'variants' | 'categories' | 'option_lists') => {
    const refs = new Set<string>()
    for (const [index, { ref }] of readable<{ ref: string }>(data[section])) {
      if (ref === undefined) continue
      if (refs.has(ref)) report(`${section}[${index}].ref`, 'is already used')
      refs.add(ref)
    }
    return refs
  }
  const checkRef = (refs: ReadonlySet<string>, ref: string | null | undefined, field: string) => {
    if (ref && !refs.has(ref)) report(field, `'${ref}' not found`)
  }
  const checkRefs = (refs: ReadonlySet<string>, given: string[] | null | undefined, field: string) => {
    for (const [index, ref] of readable(given)) checkRef(refs, ref, `${field}[${index}]`)
  }
  const checkSize = (object: unknown, field: string) => {
    if (object && Buffer.byteLength(JSON.stringify(object)) > maxObjectBytes) {
      report(field, `is too large (maximum is ${maxObjectBytes} bytes)`)
    }
  }

  const variants = uniqueRefs('variants')
  const categories = uniqueRefs('categories')
  const optionLists = uniqueRefs('option_lists')
  const skus = new Set<string>()
  const checkConditions = ({ restrictions, price_overrides }: Priced, path: string) => {
    checkRefs(variants, restrictions?.variant_refs, `${path}.restrictions.variant_refs`)
    for (const [index, { variant_refs }] of readable(price_overrides)) {
      checkRefs(variants, variant_refs, `${path}.price_overrides[${index}].variant_refs`)
    }
  }

  for (const [index, { parent_ref }] of readable(data.categories)) {
    checkRef(categories, parent_ref, `categories[${index}].parent_ref`)
  }
  for (const index of findCycles(data.categories ?? [])) {
    report(`categories[${index}].parent_ref`, 'creates a cycle')
  }
  for (const [index, product] of readable(data.products)) {
    const path = `products[${index}]`
    checkRef(categories, product.category_ref, `${path}.category_ref`)
    checkSize(product.nutrition, `${path}.nutrition`)
    checkSkuNames(product.skus, path, report)
    for (const [position, sku] of readable(product.skus)) {
      const at = `${path}.skus[${position}]`
      if (sku.ref) skus.add(sku.ref)
      checkRefs(optionLists, sku.option_list_refs, `${at}.option_list_refs`)
      checkConditions(sku, at)
      checkSize(sku.custom_fields, `${at}.custom_fields`)
    }
  }
  for (const [index, { options }] of readable(data.option_lists)) {
    for (const [position, option] of readable(options)) {
      const at = `option_lists[${index}].options[${position}]`
      checkConditions(option, at)
      checkSize(option.nutrition, `${at}.nutrition`)
    }
  }
  for (const [index, deal] of readable(data.deals)) {
    const path = `deals[${index}]`
    checkRef(categories, deal.category_ref, `${path}.category_ref`)
    checkConditions(deal, path)
    for (const [position, line] of readable(deal.lines)) {
      const at = `${path}.lines[${position}]`
      for (const [place, sku] of readable(line.skus)) checkRef(skus, sku.ref, `${at}.skus[${place}].ref`)
      checkPricing(line, at, currency, report)
    }
  }
  for (const [index, discount] of readable(data.discounts)) {
    checkConditions(discount, `discounts[${index}]`)
    checkPricing(discount, `discounts[${index}]`, currency, report)
  }
  for (const [index, charge] of readable(data.charges)) checkConditions(charge, `charges[${index}]`)
}

type Report = (field: string, message: string) => void

/** Contract, catalogs §7: a sku's name is unique in its product, and at most one has none. */
function checkSkuNames(skus: readonly SkuInput[] | undefined, path: string, report: Report) {
  const names = new Set<string | null>()
  for (const [index, sku] of readable(skus)) {
    if (wasRefused(sku, 'name')) continue
    const name = sku.name || null
    if (names.has(name)) report(`${path}.skus[${index}].name`, 'is already used')
    names.add(name)
  }
}

/** Contract, catalogs §9 and §10: the kind of value follows the effect. */
function checkPricing(
  input: CatalogDealLineInput | CatalogDiscountInput,
  path: string,
  currency: string,
  report: Report,
) {
  const { pricing_effect: effect, pricing_value: value = null } = input
  const field = `${path}.pricing_value`
  if (effect === undefined || effect === 'free' || wasRefused(input, 'pricing_value')) return
  if (effect === 'unchanged') {
    if (value !== null) report(field, 'must be null')
    return
  }
  if (value === null || value === '') return report(field, "can't be blank")
  if (effect === 'percentage_off') {
    if (!isDecimalText(value)) return report(field, `'${value}' is not a valid decimal`)
    if (Number(value) < 0 || Number(value) > 100) report(field, 'must be between 0 and 100')
    return
  }
  const amount = parseMoney(value)
  if (!amount) return report(field, `'${value}' is not a valid monetary amount`)
  if (amount.currency !== currency) report(field, `must be in '${currency}' ('${amount.currency}' given)`)
}
