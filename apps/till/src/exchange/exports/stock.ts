import { listSaleCodes } from '../../articles/index.ts'
import type { Platform } from '../../platform/platform.ts'
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

export function exportStock(platform: Platform): Cell[][] {
  const codes = listSaleCodes(platform.database)
  const internal = internalCodes(platform.database)
  return listStockLines(platform).map(({ idart, definition, onHandMilli, orderedMilli, reservedMilli }) => [
    wholeCell(idart),
    textCell(definition),
    textCell(internal.get(idart) ?? ''),
    textCell(joinCodes(codes.get(idart))),
    quantityCell(onHandMilli),
    quantityCell(orderedMilli),
    quantityCell(reservedMilli),
  ])
}
