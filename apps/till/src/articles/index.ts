import * as store from './store.ts'

export { getArticle, insertArticle } from './commands.ts'
export { type ArticleImage, findArticleImage } from './images/index.ts'
export {
  insertOptionGroup,
  listGroupsOf,
  listOptionGroups,
  type OptionGroup,
  type StoredGroup,
} from './options.ts'
export { readIdart } from './params.ts'
export { articles } from './routes.ts'
export type { ArticleValues } from './rows.ts'
export { findBySaleCode, listSaleCodesOf, replaceSaleCodes } from './sale-codes.ts'
export { searchArticles } from './search.ts'
export { listTariffs, listTariffsOf, replaceTariffs } from './tariffs.ts'
export type { Article, SaleCode, Tariff } from './wire.ts'

/** Articles in the recycle bin are not found. */
export const findArticle = store.find
export const findArticleByInternalCode = store.findByInternalCode
/** Every article out of the recycle bin, by IDART. */
export const listArticles = store.list
