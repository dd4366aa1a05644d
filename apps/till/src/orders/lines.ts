import type { DraftLine } from '../sales/index.ts'
import { ensureDeliveryArticle } from '../weborders/index.ts'
import type { OrderTools } from './commands.ts'
import { isPort, priceOrder } from './pricing.ts'
import type { OwnOrder } from './wire.ts'

/**
 * A line as sold. `id` is the line of the order it comes from, shared by its options and its
 * part of a menu; 0 is «Port».
 */
export type SoldLine = DraftLine & { id: number }

/**
 * The lines of an own order as on its invoice. In the caller's transaction, because
 * «Port» may create its article.
 */
export function saleLinesOf(
  tools: Pick<OrderTools, 'database' | 'settings' | 'clock' | 'live'>,
  order: OwnOrder,
): { lines: SoldLine[]; discountCents: number } {
  const priced = priceOrder(order)
  const lines = priced.lines.map((line): SoldLine => {
    const { article, menu, tariff } = line
    const port = isPort(order, line) ? ensureDeliveryArticle(tools) : undefined
    return {
      id: order.lines[line.source]?.id ?? 0,
      idart: port?.id ?? article.idart,
      code: port ? (port.code ?? String(port.id)) : article.code,
      definition: port?.name ?? article.definition,
      depth: line.depth,
      idtar: tariff?.idtar ?? null,
      tariffTitle: tariff?.title ?? null,
      quantity: line.quantity,
      unitCents: line.unitCents,
      discountCents: line.discountCents,
      menuDiscountCents: line.menuDiscountCents,
      sharedDiscountCents: line.sharedDiscountCents,
      totalCents: line.totalCents,
      vatRate: line.vatRate,
      menuKey: menu?.key ?? null,
      menuName: menu?.name ?? null,
      menuIdart: menu?.idart ?? null,
    }
  })
  return { lines, discountCents: priced.discountCents }
}

/** The lines for which an own order reserves stock: all that its invoice will take. */
export const keptLinesOf = (order: OwnOrder) => priceOrder(order).lines.filter((line) => !isPort(order, line))
