import { createsAtCounter } from '../articles/index.ts'
import { menuDiscountForbidden, menuSearch, menusByDiscount } from '../menus/index.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { checkedLine, checkedPriceFactor, checkedQuantity, lowStock, zeroPriceSales } from '../sales/index.ts'
import type { Settings } from '../settings/index.ts'
import { blocksSaleWithoutStock } from '../stock/index.ts'
import { defaultVatId, findVatRate, hasTwoRates, vatOrder, vatOrders } from '../vat/index.ts'
import type { ArticleSettings } from './wire.ts'

/** `articles` is pushed too, because the settings affect prices and rates in CAISSE and in the catalogue sent. */
const topics = ['article-settings', 'articles']

const group = {
  menuSearch,
  menusByDiscount,
  menuDiscountForbidden,
  defaultVatId,
  hasTwoRates,
  vatOrder,
  blocksSaleWithoutStock,
  zeroPriceSales,
  createsAtCounter,
  lowStock,
  checkedQuantity,
  checkedLine,
  checkedPriceFactor,
}

export function articleSettings({ http, database, settings, live }: Platform): void {
  http.get('/api/article-settings', () => read(settings))
  http.put('/api/article-settings', ({ body }) => {
    const next = readForm(database, body)
    database.transaction(() => {
      settings.setAll(group, next)
      database.afterCommit(() => {
        for (const topic of topics) live.push(topic)
      })
    })
    return read(settings)
  })
}

const read = (settings: Settings): ArticleSettings => settings.getAll(group)

function readForm(database: Platform['database'], body: unknown): ArticleSettings {
  const form = new Form(body)
  const next = {
    menuSearch: form.boolean('menuSearch'),
    menusByDiscount: form.boolean('menusByDiscount'),
    menuDiscountForbidden: form.boolean('menuDiscountForbidden'),
    defaultVatId: form.integer('defaultVatId', { least: 1, most: Number.MAX_SAFE_INTEGER }) ?? 0,
    hasTwoRates: form.boolean('hasTwoRates'),
    vatOrder: form.choice('vatOrder', vatOrders),
    blocksSaleWithoutStock: form.boolean('blocksSaleWithoutStock'),
    zeroPriceSales: form.boolean('zeroPriceSales'),
    createsAtCounter: form.boolean('createsAtCounter'),
    lowStock: form.integer('lowStock', { least: 0, most: 999 }) ?? lowStock.initial,
    checkedQuantity: form.integer('checkedQuantity', { least: 1, most: 999_999 }) ?? checkedQuantity.initial,
    checkedLine: form.integer('checkedLine', { least: 1, most: 999_999 }) ?? checkedLine.initial,
    checkedPriceFactor:
      form.integer('checkedPriceFactor', { least: 2, most: 1000 }) ?? checkedPriceFactor.initial,
  }
  if (!findVatRate(database, next.defaultVatId))
    form.fail('defaultVatId', 'Choisissez un taux de TVA de la liste.')
  form.check()
  return next
}
