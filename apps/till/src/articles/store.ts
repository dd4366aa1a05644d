import type { Database } from '../platform/database.ts'
import { searchKey } from '../platform/text.ts'
import { type ArticleRow, type ArticleValues, fromRow, toColumns, valueColumns } from './rows.ts'
import type { Article, ArticlePage, ArticleSheet, BinnedArticle, OptionArticle } from './wire.ts'

const everyColumn = [
  'a.idart',
  ...valueColumns.map((column) => `a.${column}`),
  'v1.rate as vat1_rate',
  'v2.rate as vat2_rate',
  'r.name as rayon',
  'f.name as famille',
  's.name as sous_famille',
  'i.md5 as image_md5',
  'a.created_at',
  'a.revision',
].join(', ')

/** Articles outside the recycle bin, joined with their VAT rates, classification and picture. */
const live = `from article a
  join vat_rate v1 on v1.id = a.vat1_id
  join vat_rate v2 on v2.id = a.vat2_id
  left join rayon r on r.id = a.rayon_id
  left join famille f on f.id = a.famille_id
  left join sous_famille s on s.id = a.sous_famille_id
  left join article_image i on i.idart = a.idart
  where a.deleted_at is null`

export function find(database: Database, idart: number): Article | undefined {
  const row = database.get<ArticleRow>(`select ${everyColumn} ${live} and a.idart = ?`, idart)
  return row && fromRow(row)
}

/** Also finds articles in the recycle bin; undefined for an id that was never given. */
export const findDefinition = (database: Database, idart: number): string | undefined =>
  database.get<{ definition: string }>('select definition from article where idart = ?', idart)?.definition

/** Whether an article outside the recycle bin has «Gestion stock». */
export const isStockManaged = (database: Database, idart: number): boolean =>
  database.get(
    'select 1 from article where idart = ? and is_stock_managed = 1 and deleted_at is null',
    idart,
  ) !== undefined

/** Minutes to prepare these articles in parallel: the longest preparation time, 0 if none of the sheets has one. */
export const longestPreparation = (database: Database, idarts: number[]): number =>
  database.get<{ minutes: number }>(
    `select coalesce(max(preparation_minutes), 0) as minutes from article
     where is_prepared = 1 and idart in (select value from json_each(?))`,
    JSON.stringify(idarts),
  )!.minutes

/** If several articles share the code, returns the one with the lowest id. */
export function findByInternalCode(database: Database, code: string): Article | undefined {
  const row = database.get<ArticleRow>(
    `select ${everyColumn} ${live} and a.internal_code = ? order by a.idart limit 1`,
    code,
  )
  return row && fromRow(row)
}

/** Every «Article Option», ordered by name. */
export const listOptions = (database: Database): OptionArticle[] =>
  database.all<OptionArticle & Record<string, unknown>>(
    `select idart, definition, price_cents as priceCents from article
     where deleted_at is null and is_option = 1 order by search_key, idart`,
  )

export const list = (database: Database): Article[] =>
  database.all<ArticleRow>(`select ${everyColumn} ${live} order by a.idart`).map(fromRow)

/** Includes articles in the recycle bin. */
export const count = (database: Database): number =>
  database.get<{ count: number }>('select count(*) as count from article')!.count

/** A list reads only these columns: with hundreds of rows, the fifty others would cost time for nothing. */
const lineColumns = `a.idart, a.definition, a.internal_code, a.price_cents, v1.rate as vat1_rate, a.is_abandoned,
  a.is_sale_blocked, a.is_asleep, a.is_option`

export interface Condition {
  sql: string
  /** In the order of its `?`. */
  values: (string | number)[]
}

/** `conditions` are joined by «and». */
export function search(
  database: Database,
  conditions: Condition[],
  order: 'idart' | 'definition',
  most: number,
): ArticlePage {
  const { rows, total } = select<ArticleRow>(database, { columns: lineColumns, conditions, order, most })
  return { lines: rows.map(fromRow), total }
}

/** What ETAT DU STOCK shows of an article. */
export type ArticlePlace = Pick<
  Article,
  | 'idart'
  | 'definition'
  | 'internalCode'
  | 'rayon'
  | 'famille'
  | 'sousFamille'
  | 'isStockManaged'
  | 'isAbandoned'
>

const placeColumns = `a.idart, a.definition, a.internal_code as internalCode, r.name as rayon, f.name as famille,
  s.name as sousFamille, a.is_stock_managed as isStockManaged, a.is_abandoned as isAbandoned`

type PlaceRow = Omit<ArticlePlace, 'isStockManaged' | 'isAbandoned'> &
  Record<'isStockManaged' | 'isAbandoned', number>

/** As {@link search} with the columns of ETAT DU STOCK, ordered by id; unlimited without `most`. */
export function searchPlaces(
  database: Database,
  conditions: Condition[],
  most = -1,
): { lines: ArticlePlace[]; total: number } {
  const asked = { columns: placeColumns, conditions, order: 'idart', most } as const
  const { rows, total } = select<PlaceRow & Record<string, unknown>>(database, asked)
  const lines = rows.map(({ isStockManaged, isAbandoned, ...row }) => ({
    ...row,
    isStockManaged: isStockManaged === 1,
    isAbandoned: isAbandoned === 1,
  }))
  return { lines, total }
}

interface Asked {
  columns: string
  conditions: Condition[]
  order: 'idart' | 'definition'
  most: number
}

function select<T extends Record<string, unknown>>(
  database: Database,
  { columns, conditions, order, most }: Asked,
): { rows: T[]; total: number } {
  const where = [live, ...conditions.map(({ sql }) => sql)].join(' and ')
  const values = conditions.flatMap((condition) => condition.values)
  const by = order === 'idart' ? 'a.idart' : 'a.search_key, a.idart'
  const rows = database.all<T>(`select ${columns} ${where} order by ${by} limit ?`, ...values, most)
  const { total } = database.get<{ total: number }>(`select count(*) as total ${where}`, ...values)!
  return { rows, total }
}

export function neighbours(database: Database, idart: number): ArticleSheet['neighbours'] {
  return database.get<ArticleSheet['neighbours']>(
    `select min(idart) as first, max(idart) filter (where idart < ?1) as previous,
       min(idart) filter (where idart > ?1) as next, max(idart) as last
     from article where deleted_at is null`,
    idart,
  )!
}

export function insert(database: Database, idart: number, values: ArticleValues, now: string): void {
  const columns = ['idart', 'search_key', 'created_at', ...valueColumns]
  database.run(
    `insert into article (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    idart,
    searchKey(values.definition),
    now,
    ...toColumns(values),
  )
}

/** Returns false when the article is deleted or at another revision. */
export function update(database: Database, idart: number, revision: number, values: ArticleValues): boolean {
  const { changes } = database.run(
    `update article set revision = revision + 1, search_key = ?, ${valueColumns.map((column) => `${column} = ?`).join(', ')}
     where idart = ? and revision = ? and deleted_at is null`,
    searchKey(values.definition),
    ...toColumns(values),
    idart,
    revision,
  )
  return changes === 1
}

export const putInBin = (database: Database, idart: number, now: string) =>
  database.run('update article set deleted_at = ?, revision = revision + 1 where idart = ?', now, idart)

/** Returns false when it was not in the bin. */
export const takeOutOfBin = (database: Database, idart: number): boolean =>
  database.run(
    'update article set deleted_at = null, revision = revision + 1 where idart = ? and deleted_at is not null',
    idart,
  ).changes === 1

/** The recycle bin, latest first. */
export const listBin = (database: Database, most: number): BinnedArticle[] =>
  database.all<BinnedArticle & Record<string, unknown>>(
    `select a.idart, a.definition, a.internal_code as internalCode, a.price_cents as priceCents,
       r.name as rayon, a.deleted_at as deletedAt
     from article a left join rayon r on r.id = a.rayon_id
     where a.deleted_at is not null order by a.deleted_at desc, a.idart desc limit ?`,
    most,
  )

/** The name of a menu that is sold as this article or offers it as a choice, if any. */
export const menuUsing = (database: Database, idart: number) =>
  database.get<{ name: string }>(
    `select name from menu where idart = ?1 or id in
       (select menu_id from menu_letter_article where idart = ?1) limit 1`,
    idart,
  )?.name
