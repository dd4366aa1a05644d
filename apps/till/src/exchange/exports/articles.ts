import { findArticleImage, listArticles, listSaleCodes } from '../../articles/index.ts'
import type { Database } from '../../platform/database.ts'
import type { Platform } from '../../platform/platform.ts'
import { listStock } from '../../stock/index.ts'
import { amountCell, type Cell, quantityCell, rateCell, textCell, wholeCell, yesCell } from '../cells.ts'
import { joinCodes } from '../sale-codes.ts'

/** Contract, kezia D63. */
export const articleColumns = [
  'IDART',
  'Definition',
  'Code interne',
  'EAN',
  'Rayon',
  'Famille',
  'Sous-famille',
  'Prix de Vente TTC',
  'Taux TVA 1',
  'Taux TVA 2',
  'Publication WEB',
  'Article Option',
  'Gestion stock',
  'Stock',
  'Image',
] as const

export function exportArticles({ database }: Pick<Platform, 'database'>): Cell[][] {
  const levels = listStock(database)
  const codes = listSaleCodes(database)
  return listArticles(database).map((article) => [
    wholeCell(article.idart),
    textCell(article.definition),
    textCell(article.internalCode),
    textCell(joinCodes(codes.get(article.idart))),
    textCell(article.rayon),
    textCell(article.famille),
    textCell(article.sousFamille),
    amountCell(article.priceCents),
    rateCell(article.vat1Rate),
    rateCell(article.vat2Rate),
    yesCell(article.isPublished),
    yesCell(article.isOption),
    yesCell(article.isStockManaged),
    quantityCell(levels.get(article.idart)?.onHandMilli ?? 0),
    textCell(article.imageMd5 === null ? '' : imageName(database, article.idart)),
  ])
}

/** The file name of an article's picture in an export, such as `12.jpg`; empty without a picture. */
export function imageName(database: Database, idart: number): string {
  const type = findArticleImage(database, idart)?.type
  return type === undefined ? '' : `${idart}.${type.replace('image/', '').replace('jpeg', 'jpg')}`
}

export const internalCodes = (database: Database): Map<number, string> =>
  new Map(listArticles(database).map(({ idart, internalCode }) => [idart, internalCode ?? '']))
