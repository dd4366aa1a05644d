import type { Article } from '../../articles/index.ts'
import { codeKey, splitCodes } from '../sale-codes.ts'
import type { SheetRow } from './sheet.ts'

/**
 * Finds the article of a row by article id (IDART), else by «Code interne», else by EAN (contract, kezia D63). Each
 * article may be in one row only.
 */
export class ArticleKeys {
  readonly #byIdart: Map<number, Article>
  readonly #byCode: Map<string, Article[]>
  readonly #codes: Map<string, number>
  readonly #rows = new Map<number, number>()

  /** @param codes article id by `codeKey` of its sale codes */
  constructor(articles: Article[], codes: Map<string, number>) {
    this.#byIdart = new Map(articles.map((article) => [article.idart, article]))
    this.#byCode = Map.groupBy(
      articles.filter(({ internalCode }) => internalCode !== null),
      ({ internalCode }) => internalCode!,
    )
    this.#codes = codes
  }

  /** Undefined when no article has the row's key. Mistakes are added to the row's problems. */
  find(row: SheetRow): Article | undefined {
    const { article, column } = this.#look(row)
    if (!article) return undefined
    const before = this.#rows.get(article.idart)
    if (before !== undefined)
      row.fail(column, `L'article ${article.idart} « ${article.definition} » est déjà à la ligne ${before}.`)
    else this.#rows.set(article.idart, row.row)
    return article
  }

  #look(row: SheetRow): { article: Article | undefined; column: string } {
    const typed = row.text('IDART') ?? ''
    if (typed !== '') {
      const idart = row.whole('IDART')
      const article = idart === undefined ? undefined : this.#byIdart.get(idart)
      if (idart !== undefined && !article)
        row.fail('IDART', `Aucun article ${idart}. Pour créer un article, laissez la case vide.`)
      return { article, column: 'IDART' }
    }
    const code = row.text('Code interne') ?? ''
    const sharing = this.#byCode.get(code) ?? []
    if (sharing.length > 1)
      row.fail('Code interne', `${sharing.length} articles ont le code « ${code} » : donnez l'IDART.`)
    if (sharing[0]) return { article: sharing[0], column: 'Code interne' }
    const idart = splitCodes(row.text('EAN') ?? '')
      .map((one) => this.#codes.get(codeKey(one)))
      .find((one) => one !== undefined)
    return { article: idart === undefined ? undefined : this.#byIdart.get(idart), column: 'EAN' }
  }
}
