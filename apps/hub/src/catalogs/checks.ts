import type {
  CatalogDataInput,
  CatalogDealInput,
  CatalogDealLineInput,
  CatalogDiscountInput,
  CatalogSection,
  CategoryInput,
  OptionListInput,
  PriceOverrideInput,
  ProductInput,
  RestrictionsInput,
  SkuInput,
} from '@hub/contract'
import { addProblem, type Problem } from '../platform/errors.ts'
import { shown } from '../platform/shown.ts'
import { hasCondition } from './conditions.ts'
import { pricingProblem } from './pricing.ts'
import { collectRefs, readable } from './refs.ts'
import { selectionProblems } from './selections.ts'

const maxObjectBytes = 8192

/** Whether the schema reader has already refused the value. */
const wasRefused = (entry: object, key: string) =>
  key in entry && (entry as Record<string, unknown>)[key] === undefined

interface Conditional {
  restrictions?: RestrictionsInput | null
  price_overrides?: PriceOverrideInput[] | null
}

/**
 * Checks the parts of an upload against each other (contract, catalogs §4 to §12): duplicate or unknown refs, cycles,
 * values that contradict each other. Sections are checked in the order of the body, so that the problems kept are its
 * first ones.
 */
export function checkContent(data: CatalogDataInput, currency: string): Problem[] {
  const problems: Problem[] = []
  const refs = collectRefs(data)
  const report = (field: string, message: string) => addProblem(problems, `data.${field}`, message)
  const each = <T>(
    path: string,
    list: readonly T[] | null | undefined,
    check: (entry: T, at: string) => void,
  ) => {
    for (const [index, entry] of readable(list)) check(entry, `${path}[${index}]`)
  }

  const checkUnique = (entry: object, path: string) => {
    if (refs.repeated.has(entry)) report(`${path}.ref`, 'is already used')
  }
  const checkRef = (known: ReadonlySet<string>, ref: string | null | undefined, field: string) => {
    if (ref && !known.has(ref)) report(field, `'${shown(ref)}' not found`)
  }
  const checkRefs = (known: ReadonlySet<string>, given: string[] | null | undefined, field: string) => {
    // An empty string is not a ref, so no entry can have it.
    each(field, given, (ref, at) => (ref === '' ? report(at, "'' not found") : checkRef(known, ref, at)))
  }
  const checkSize = (object: unknown, field: string) => {
    if (object && Buffer.byteLength(JSON.stringify(object)) > maxObjectBytes) {
      report(field, `is too large (maximum is ${maxObjectBytes} bytes)`)
    }
  }
  const checkConditions = ({ restrictions, price_overrides }: Conditional, path: string) => {
    checkRefs(refs.variants, restrictions?.variant_refs, `${path}.restrictions.variant_refs`)
    each(`${path}.price_overrides`, price_overrides, (rule, at) => {
      if (!hasCondition(rule)) report(at, 'must have at least one condition')
      checkRefs(refs.variants, rule.variant_refs, `${at}.variant_refs`)
    })
  }
  const checkPricing = (priced: CatalogDealLineInput | CatalogDiscountInput, path: string) => {
    if (priced.pricing_effect === undefined || wasRefused(priced, 'pricing_value')) return
    const message = pricingProblem(priced, currency)
    if (message !== undefined) report(`${path}.pricing_value`, message)
  }

  const checkCategory = (category: CategoryInput, path: string) => {
    checkUnique(category, path)
    checkRef(refs.categories, category.parent_ref, `${path}.parent_ref`)
    if (refs.loops.has(category)) report(`${path}.parent_ref`, 'creates a cycle')
  }
  const checkSku = (sku: SkuInput, path: string) => {
    checkRefs(refs.optionLists, sku.option_list_refs, `${path}.option_list_refs`)
    checkConditions(sku, path)
    checkSize(sku.custom_fields, `${path}.custom_fields`)
  }
  /** Contract, catalogs §7: a sku's name is unique in its product, and at most one sku has no name. */
  const checkSkuNames = ({ skus }: ProductInput, path: string) => {
    const names = new Set<string | null>()
    each(`${path}.skus`, skus, (sku, at) => {
      if (wasRefused(sku, 'name')) return
      const name = sku.name || null
      if (names.has(name)) report(`${at}.name`, 'is already used')
      names.add(name)
    })
  }
  const checkProduct = (product: ProductInput, path: string) => {
    checkRef(refs.categories, product.category_ref, `${path}.category_ref`)
    checkSize(product.nutrition, `${path}.nutrition`)
    checkSkuNames(product, path)
    each(`${path}.skus`, product.skus, checkSku)
  }
  const checkOptionList = (list: OptionListInput, path: string) => {
    checkUnique(list, path)
    for (const [field, message] of selectionProblems(list)) report(`${path}.${field}`, message)
    each(`${path}.options`, list.options, (option, at) => {
      checkConditions(option, at)
      checkSize(option.nutrition, `${at}.nutrition`)
    })
  }
  const checkDeal = (deal: CatalogDealInput, path: string) => {
    checkRef(refs.categories, deal.category_ref, `${path}.category_ref`)
    checkConditions(deal, path)
    each(`${path}.lines`, deal.lines, (line, at) => {
      each(`${at}.skus`, line.skus, (sku, place) => checkRef(refs.skus, sku.ref, `${place}.ref`))
      checkPricing(line, at)
    })
  }
  const checkDiscount = (discount: CatalogDiscountInput, path: string) => {
    checkConditions(discount, path)
    checkPricing(discount, path)
  }

  const sections: Record<CatalogSection, () => void> = {
    variants: () => each('variants', data.variants, checkUnique),
    categories: () => each('categories', data.categories, checkCategory),
    products: () => each('products', data.products, checkProduct),
    option_lists: () => each('option_lists', data.option_lists, checkOptionList),
    deals: () => each('deals', data.deals, checkDeal),
    discounts: () => each('discounts', data.discounts, checkDiscount),
    charges: () => each('charges', data.charges, checkConditions),
  }
  for (const section of Object.keys(data) as CatalogSection[]) sections[section]()
  return problems
}
