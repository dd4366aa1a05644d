// The lines of an own order as shown on paper and in W-11. Pure, and shared by the browser and the server.

import type { PricedLine } from '../sales/pricing.ts'
import { nameInMenu } from '../sales/printed-name.ts'
import { isPort, priceOrder } from './pricing.ts'
import type { PricedOrder } from './wire.ts'

export interface ShownLine {
  kind: 'article' | 'option'
  /** 1 for an option of the line above at 0. */
  depth: 0 | 1
  /** Index of the line of the order that it comes from. */
  source: number
  idart: number
  code: string
  /** With the title of its tariff, and the menu that it is in. */
  name: string
  quantity: string
  unitCents: number
  /** Its own discount and its menu's. */
  discountCents: number
  totalCents: number
  vatRate: string
}

/** «Port» is left out, because it is shown separately. */
export const shownLinesOf = (order: PricedOrder): ShownLine[] =>
  priceOrder(order)
    .lines.filter((line) => !isPort(order, line))
    .map(({ article, depth, source, tariff, menu, ...line }) => ({
      kind: depth === 1 ? 'option' : 'article',
      depth,
      source,
      idart: article.idart,
      code: article.code,
      name: shownName(tariff ? `${article.definition} - ${tariff.title}` : article.definition, menu),
      quantity: line.quantity,
      unitCents: line.unitCents,
      discountCents: line.discountCents,
      totalCents: line.totalCents,
      vatRate: line.vatRate,
    }))

const shownName = (name: string, menu: PricedLine['menu']) =>
  menu && !menu.isHeading ? nameInMenu(name, menu.name) : name
