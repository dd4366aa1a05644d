import { findArticle } from '../articles/index.ts'
import { defaultVatRate } from '../vat/index.ts'
import { findLineArticle, toLineArticle } from './articles.ts'
import type { WebOrders } from './context.ts'
import { ensureDeliveryArticle } from './delivery.ts'
import { buildLines, followLines, type LineContext, lineKey } from './lines.ts'
import type { IncomingOrder, OrderLine } from './model.ts'
import { deliveryByArticle, matchInternalCodes } from './settings.ts'
import type * as store from './store.ts'

/** The lines of an order, with the articles that this till knows now. In the caller's transaction. */
export function linesOf(
  orders: WebOrders,
  order: Pick<IncomingOrder, 'items' | 'deals' | 'charges' | 'serviceType'>,
  replacements: store.Replacements,
): OrderLine[] {
  const { database, settings } = orders
  const { serviceType } = order
  const match = { internalCodesFirst: settings.get(matchInternalCodes), serviceType }
  const context: LineContext = {
    find: (ref) => findLineArticle(orders, ref, match),
    defaultVatRate: defaultVatRate(orders),
    delivery: settings.get(deliveryByArticle) ? () => ensureDeliveryArticle(orders) : undefined,
  }
  const received = buildLines(order, context)
  if (Object.keys(replacements).length === 0) return received
  const unknown = received.filter(({ known }) => known === false).map(lineKey)
  const chosen = followLines(replacements, unknown)
  return buildLines(order, {
    ...context,
    replacement: (key) => {
      const idart = chosen.get(key)
      const article = idart === undefined ? undefined : findArticle(database, idart)
      return article && toLineArticle(settings, article, serviceType)
    },
  })
}
