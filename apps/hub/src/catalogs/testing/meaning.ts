import { glutenAllergens, nutAllergens } from '@hub/contract'
import type { Answer } from '@hub/testing'

// The meaning of a catalog, independent of which of its two forms it is in: refs instead of ids, without defaults.

/** Both forms are loosely typed here, so that neither form's types matter. */
type Loose = Answer['body']

const isBare = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (typeof value === 'object' && Object.keys(value as object).length === 0)

/** Drops values without meaning, but keeps `verbatim` values. */
function bare(value: Loose): Loose {
  if (value instanceof Verbatim) return value.json
  if (Array.isArray(value)) {
    const list = value.map(bare)
    return list.every((entry) => typeof entry === 'string') ? [...new Set(list)] : list
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, entry]) => [key, bare(entry)])
  return Object.fromEntries(entries.filter(([, entry]) => !isBare(entry)).sort())
}

class Verbatim {
  readonly json: string
  constructor(value: unknown) {
    this.json = JSON.stringify(value)
  }
}

const money = (value: Loose) => (typeof value === 'string' ? value.replace(/ +/, ' ') : value)
const decimal = (value: Loose) => (value == null ? null : money(String(value)))

function restrictions(given: Loose) {
  const { enabled, min_order_amount, max_per_order, max_per_customer, ...rest } = given ?? {}
  const limit = (value: Loose) => (value == null ? null : `at most ${Number(value)}`)
  return {
    disabled: enabled === false,
    ...Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        Array.isArray(value) && value.length === 0 ? 'for nobody' : value,
      ]),
    ),
    min_order_amount: money(min_order_amount),
    max_per_order: limit(max_per_order),
    max_per_customer: limit(max_per_customer),
  }
}

const overrides = (rules: Loose) =>
  (rules ?? []).map((rule: Loose) => ({ ...rule, price: money(rule.price) }))

/** Allergens by name, including those of tags. An empty list differs from a missing one. */
function nutrition(given: Loose, tags: Loose) {
  const groups: Record<string, readonly string[]> = {
    allergen_gluten: glutenAllergens,
    allergen_nuts: nutAllergens,
    allergen_milk: ['milk'],
  }
  const tagged = (tags ?? []).flatMap((tag: string) => (Object.hasOwn(groups, tag) ? groups[tag] : []))
  if (given == null && tagged.length === 0) return null
  const { allergens, ...rest } = given ?? {}
  const all =
    allergens == null && tagged.length === 0 ? 'not said' : [...new Set([...(allergens ?? []), ...tagged])]
  const said = Array.isArray(all) ? all.sort() : all
  return new Verbatim([said, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))])
}

const sellable = (item: Loose) => ({
  ref: item.ref,
  name: item.name,
  restrictions: restrictions(item.restrictions),
  price_overrides: overrides(item.price_overrides),
  tags: item.tags,
})

function pricing({ pricing_effect: effect, pricing_value: value }: Loose) {
  return effect === 'free' ? ['percentage_off', '100'] : [effect, decimal(value)]
}

function selections({ type, min_selections, max_selections }: Loose) {
  const min = min_selections ?? (type === 'single' ? 1 : 0)
  const max = max_selections === undefined ? (type === 'single' ? 1 : null) : max_selections
  return `${min} to ${max ?? 'any'}`
}

/** Each category with its path from the root, in depth-first order. */
function tree(categories: Loose[], parentOf: (category: Loose) => string | null): Loose[] {
  const below = (parent: string | null, path: string[]): Loose[] =>
    categories
      .filter((category) => parentOf(category) === parent)
      .flatMap((category) => [
        {
          path: [...path, category.ref].join(' › '),
          name: category.name,
          description: category.description,
          tags: category.tags,
        },
        ...below(category.ref, [...path, category.ref]),
      ])
  return below(null, [])
}

interface Refer {
  parent: (category: Loose) => string | null
  category: (item: Loose) => string | null
  optionLists: (sku: Loose) => string[]
}

function meaning(data: Loose, refer: Refer) {
  return bare({
    variants: data.variants,
    categories: tree(data.categories, refer.parent),
    products: data.products.map((product: Loose) => ({
      ref: product.ref,
      category: refer.category(product),
      name: product.name,
      description: product.description,
      tags: product.tags,
      tax_rate:
        product.tax_rate &&
        new Verbatim(['delivery', 'collection', 'eat_in'].map((type) => String(product.tax_rate[type]))),
      nutrition: nutrition(product.nutrition, product.tags),
      skus: product.skus.map((sku: Loose) => ({
        ...sellable(sku),
        price: money(sku.price),
        option_lists: refer.optionLists(sku),
        barcodes: sku.barcodes,
        custom_fields: new Verbatim(
          Object.entries(sku.custom_fields ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      })),
    })),
    option_lists: data.option_lists.map((list: Loose) => ({
      ref: list.ref,
      name: list.name,
      tags: list.tags,
      selections: selections(list),
      repeatable: list.multiple_selection === true,
      options: list.options.map((option: Loose) => ({
        ...sellable(option),
        price: money(option.price) ?? '0.00 EUR',
        default: option.default === true,
        nutrition: nutrition(option.nutrition, []),
      })),
    })),
    deals: data.deals.map((deal: Loose) => ({
      ...sellable(deal),
      category: refer.category(deal),
      description: deal.description,
      coupon_codes: deal.coupon_codes,
      lines: deal.lines.map((line: Loose) => ({
        label: line.label,
        pricing: pricing(line),
        skus: line.skus.map((sku: Loose) => ({ ref: sku.ref, extra_charge: money(sku.extra_charge) })),
      })),
    })),
    discounts: data.discounts.map((discount: Loose) => ({
      ...sellable(discount),
      description: discount.description,
      coupon_codes: discount.coupon_codes,
      pricing: pricing(discount),
    })),
    charges: data.charges.map((charge: Loose) => ({
      ...sellable(charge),
      type: charge.type,
      price: money(charge.price),
    })),
  })
}

export const meaningOfUpload = (data: Loose) =>
  meaning(data, {
    parent: ({ parent_ref }) => parent_ref || null,
    category: ({ category_ref }) => category_ref || null,
    optionLists: ({ option_list_refs }) => option_list_refs ?? [],
  })

/** Throws if an id is unknown. */
export function meaningOfRetrieved(data: Loose) {
  const refs = new Map<string, string>(
    [...data.categories, ...data.option_lists].map(({ id, ref }: Loose) => [id, ref]),
  )
  const refOf = (id: string | null) => {
    if (id !== null && !refs.has(id)) throw new Error(`nothing has the id ${id}`)
    return id === null ? null : refs.get(id)!
  }
  return meaning(data, {
    parent: ({ parent_id }) => refOf(parent_id),
    category: ({ category_id }) => refOf(category_id),
    optionLists: ({ option_list_ids }) => option_list_ids.map(refOf),
  })
}
