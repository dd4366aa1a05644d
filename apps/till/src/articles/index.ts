import type { Database } from '../platform/database.ts'
import * as store from './store.ts'

export { getArticle, insertArticle, replaceArticle } from './commands.ts'
export { deliveryCode } from './delivery.ts'
export { type ArticleImage, checkPicture, findArticleImage, setImageIn } from './images/index.ts'
export { findOffers, type Offer, type OfferedArticle } from './offers.ts'
export {
  articleOffering,
  insertOptionGroup,
  listGroupsOf,
  listOptionGroups,
  type OptionGroup,
  type StoredGroup,
} from './options.ts'
export { readIdart } from './params.ts'
export { plainArticle } from './plain.ts'
export { articles } from './routes.ts'
export type { ArticleValues } from './rows.ts'
export { findBySaleCode, listSaleCodes, listSaleCodesOf, replaceSaleCodes } from './sale-codes.ts'
export { searchArticles, searchPlaces } from './search.ts'
export { createsAtCounter } from './settings.ts'
export type { ArticlePlace } from './store.ts'
export { listTariffs, listTariffsOf, replaceTariffs } from './tariffs.ts'
export type { Article, SaleCode, Tariff } from './wire.ts'

/** Does not find articles in the recycle bin. */
export const findArticle = store.find
export const findDefinition = store.findDefinition
export const isStockManaged = store.isStockManaged
export const longestPreparation = store.longestPreparation
export const findArticleByInternalCode = store.findByInternalCode
/** Every article outside the recycle bin, ordered by id, with the fields of ETAT DU STOCK. */
export const listPlaces = (database: Database) => store.searchPlaces(database, []).lines
/** Every article outside the recycle bin, ordered by id. */
export const listArticles = store.list
export const countArticles = store.count
