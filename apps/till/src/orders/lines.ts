import type { DraftLine } from '../sales/index.ts'
import { ensureDeliveryArticle } from '../weborders/index.ts'
import type { OrderTools } from './commands.ts'
import { priceOrder } from './pricing.ts'
import type { OwnOrder } from './wire.ts'

/** A line as sold, with the line of the order that it is; 0 is «Port». */
export type SoldLine = DraftLine & { id: number }

/** The lines of a commande as its facture has them. In the caller's transaction: «Port» may need its article. */
export function saleLinesOf(
  tools: Pick<OrderTools, 'database' | 'settings' | 'clock' | 'live'>,
  order: OwnOrder,
): { lines: SoldLine[]; discountCents: number } {
  const priced = priceOrder(order)
  const lines = priced.lines.map((line, index) => {
    const own = order.lines[index]
    const { article } = line
    const port = own ? undefined : ensureDeliveryArticle(tools)
    return {
      id: own?.id ?? 0,
      idart: port?.id ?? article.idart,
      code: port ? (port.code ?? String(port.id)) : article.code,
      definition: port?.name ?? article.definition,
      quantity: line.quantity,
      unitCents: line.unitCents,
      discountCents: line.discountCents,
      sharedDiscountCents: line.sharedDiscountCents,
      totalCents: line.totalCents,
      vatRate: line.vatRate,
    }
  })
  return { lines, discountCents: priced.discountCents }
}
