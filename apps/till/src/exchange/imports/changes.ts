import {
  type ArticleValues,
  getArticle,
  insertArticle,
  plainArticle,
  replaceArticle,
  type SaleCode,
  setImageIn,
} from '../../articles/index.ts'
import { ensurePlace, type PlaceNames } from '../../classification/index.ts'
import type { Customers, CustomerValues } from '../../customers/index.ts'
import { outdated } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { findStock, moveStock } from '../../stock/index.ts'
import { saveCodes } from '../sale-codes.ts'
import type { Pictures } from './pictures.ts'

/** The fields of an article that a file may hold. */
export type TypedArticle = Pick<
  ArticleValues,
  | 'definition'
  | 'internalCode'
  | 'priceCents'
  | 'vat1Id'
  | 'vat2Id'
  | 'isPublished'
  | 'isOption'
  | 'isStockManaged'
>

/** The sheet as it was when the row was read; null creates a new one. */
type Known<Id extends string> = (Record<Id, number> & { revision: number }) | null

/** What a row writes, as plain data that a thread can send. */
export type Change =
  | {
      of: 'article'
      known: Known<'idart'>
      values: TypedArticle
      place: PlaceNames
      /** Null keeps the present sale codes; null in the next two fields keeps the stock and the picture. */
      codes: { next: string[]; present: SaleCode[] } | null
      stockMilli: number | null
      /** Name of a picture uploaded before the file. */
      picture: string | null
    }
  | { of: 'customer'; known: Known<'idcli'>; values: CustomerValues }
  | { of: 'stock'; idart: number; stockMilli: number }

export interface ChangeTools extends Pick<Platform, 'database' | 'settings' | 'clock' | 'live'> {
  people: Customers
  pictures: Pictures
}

/**
 * Writes the change of a row, in the caller's transaction.
 * @throws {TillError} 404 or 409 when the sheet was deleted or changed since the row was read
 */
export function applyChange(tools: ChangeTools, change: Change): void {
  if (change.of === 'customer') tools.people.save(change.known, change.values)
  else if (change.of === 'stock') setStock(tools, change.idart, change.stockMilli)
  else applyArticle(tools, change)
}

type ArticleChange = Change & { of: 'article' }

function applyArticle(tools: ChangeTools, change: ArticleChange): void {
  const { codes, stockMilli, picture } = change
  const idart = saveArticle(tools, change)
  if (codes) saveCodes(tools.database, idart, codes.next, codes.present)
  if (stockMilli !== null) setStock(tools, idart, stockMilli)
  if (picture !== null) setImageIn(tools, idart, tools.pictures.get(picture)!)
}

/** Sets the stock to the file's count, ignoring sales made since the file was read. */
function setStock(tools: ChangeTools, idart: number, milli: number): void {
  const before = findStock(tools.database, idart).onHandMilli
  if (milli !== before) moveStock(tools, idart, milli - before, 'Import')
}

function saveArticle(tools: ChangeTools, { known, values, place }: ArticleChange): number {
  const placed = { ...values, ...ensurePlace(tools, place) }
  if (!known)
    return insertArticle(tools, {
      ...plainArticle,
      purchaseVatId: values.vat1Id,
      ...placed,
      isZeroPriceAllowed: values.isOption,
    })
  const article = getArticle(tools, known.idart)
  if (article.revision !== known.revision)
    throw outdated(`« ${article.definition} » a été modifié pendant l'import.`)
  replaceArticle(tools, known.idart, { ...article, ...placed })
  return known.idart
}
