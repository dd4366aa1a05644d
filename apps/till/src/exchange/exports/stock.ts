import { listSaleCodes } from '../../articles/index.ts'
import type { ReadingTools } from '../../long-readings/index.ts'
import { listStockLines } from '../../stock/index.ts'
import { type Cell, quantityCell, textCell, wholeCell } from '../cells.ts'
import { joinCodes } from '../sale-codes.ts'
import { internalCodes } from './articles.ts'

export const stockColumns = [
  'IDART',
  'Definition',
  'Code interne',
  'EAN',
  'Stock théorique',
  'Stock en commande',
  'Stock réservé',
] as const

export function exportStock(tools: ReadingTools): Cell[][] {
  const codes = listSaleCodes(tools.database)
  const internal = internalCodes(tools.database)
  return listStockLines(tools).map(({ idart, definition, onHandMilli, orderedMilli, reservedMilli }) => [
    wholeCell(idart),
    textCell(definition),
    textCell(internal.get(idart) ?? ''),
    textCell(joinCodes(codes.get(idart))),
    quantityCell(onHandMilli),
    quantityCell(orderedMilli),
    quantityCell(reservedMilli),
  ])
}
