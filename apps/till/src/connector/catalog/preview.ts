import { parseMoney } from '@hub/money'
import { deliveryCode, listArticles, listOptionGroups, listTariffs } from '../../articles/index.ts'
import { listClassification } from '../../classification/index.ts'
import { listMenus, menuSearch } from '../../menus/index.ts'
import { company } from '../../shop/index.ts'
import { stockManagement } from '../../stock/index.ts'
import { ratesByService } from '../../vat/index.ts'
import { matchInternalCodes } from '../../weborders/index.ts'
import * as connection from '../connection/store.ts'
import type { Connector } from '../context.ts'
import { type BuiltCatalog, buildCatalog } from './build.ts'
import { unmanagedIdtars, unmanagedTest } from './unmanaged.ts'
import type { CatalogPreview } from './wire.ts'

type Tools = Pick<Connector, 'database' | 'settings'>

const currencyOf = ({ database, settings }: Tools) =>
  connection.get(database).currency ?? settings.get(company.currency)

/** The catalogue as it would be sent now. */
export function currentCatalog(tools: Tools): BuiltCatalog {
  const { database, settings } = tools
  const sources = {
    articles: listArticles(database),
    tree: listClassification(database),
    groups: listOptionGroups(database),
    tariffs: listTariffs(database),
    menus: settings.get(menuSearch) ? listMenus(database) : [],
  }
  return buildCatalog(sources, {
    currency: currencyOf(tools),
    useInternalCodes: settings.get(matchInternalCodes),
    isUnmanaged: unmanagedTest(settings.get(unmanagedIdtars)),
    isCharge: ({ internalCode }) => internalCode === deliveryCode,
    ratesOf: (article) => ratesByService(settings, article),
  })
}

/** The same catalogue as the tab «Export» shows it (contract, kezia D15). */
export function previewCatalog(tools: Tools): CatalogPreview {
  const { data, leftOut, pictures, stocked, clashes, warnings } = currentCatalog(tools)
  const depths = new Map<string, number>()
  for (const { ref, parent_ref } of data.categories)
    depths.set(ref, parent_ref === undefined ? 0 : (depths.get(parent_ref) ?? 0) + 1)
  const products = Map.groupBy(data.products, ({ category_ref }) => category_ref)
  const optionLists = new Map(
    data.option_lists.map(({ ref, name, options }) => [ref, `${name} (${options.length})`]),
  )
  return {
    categories: data.categories.map(({ ref, name }) => ({
      ref,
      name,
      depth: depths.get(ref) ?? 0,
      products: (products.get(ref) ?? []).map((product) => ({
        ref: product.ref,
        name: product.name,
        options: (product.skus[0]?.option_list_refs ?? []).map((list) => optionLists.get(list) ?? list),
        prices: product.skus.map(({ name = null, price }) => ({
          name,
          priceCents: parseMoney(price)?.cents ?? 0,
        })),
      })),
    })),
    currency: currencyOf(tools),
    productCount: data.products.length,
    deals: data.deals.map(({ ref, name, lines }) => ({
      ref,
      name,
      letters: lines.map(({ label, skus }) => `${label} (${skus.length})`),
      priceCents: parseMoney(lines[0]?.pricing_value ?? '')?.cents ?? null,
      discountPercent: lines[0]?.pricing_effect === 'percentage_off' ? lines[0].pricing_value : null,
    })),
    charges: data.charges.map(({ ref, name }) => ({ ref, name })),
    imageCount: pictures.length,
    stockCount: tools.settings.get(stockManagement) ? stocked.length : 0,
    categoryCount: data.categories.length,
    leftOut,
    clashes,
    warnings,
  }
}
