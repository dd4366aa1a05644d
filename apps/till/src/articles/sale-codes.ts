import { dottedText, formatDecimal, isDecimalText, parseDecimal } from '@hub/money'
import type { Database } from '../platform/database.ts'
import type { Form } from '../platform/form.ts'
import { readEach } from './nested.ts'
import * as store from './store.ts'
import type { Article, SaleCode } from './wire.ts'

const mostCodes = 50
const places = 3
const mostMilli = 999_999_999n

/**
 * Reads «Codes de vente» of the sheet, the codes that a scanner reads. A code belongs to one article only, and must
 * differ from the id and the «Code interne» of every other article.
 * @param idart undefined for a new article
 */
export function readSaleCodes(database: Database, form: Form, idart: number | undefined): SaleCode[] {
  const seen = new Set<string>()
  return readEach(form, 'saleCodes', mostCodes, (own) => {
    const code = own.text('code', { isRequired: true, most: 40 })
    const quantity = readQuantity(own)
    if (code.includes('*')) own.fail('code', 'L’étoile est interdite : elle sépare la quantité du code.')
    if (seen.has(code.toLowerCase())) own.fail('code', `Le code ${code} est là deux fois.`)
    seen.add(code.toLowerCase())
    const holder = holderOf(database, code)
    if (holder && holder.idart !== idart)
      own.fail('code', `Le code ${code} est déjà celui de « ${holder.definition} » (IDART ${holder.idart}).`)
    return { code, quantity }
  })
}

function readQuantity(form: Form): string {
  const typed = dottedText(form.text('quantity'))
  if (typed === '') return '1'
  const { unscaled, scale } = isDecimalText(typed) ? parseDecimal(typed) : { unscaled: 0n, scale: 0 }
  const milli = scale > places ? 0n : unscaled * 10n ** BigInt(places - scale)
  if (milli > 0n && milli <= mostMilli) return quantityText(Number(milli))
  form.fail('quantity', `« ${typed} » est refusé : une quantité telle que 1 ou 0,5 est attendue.`)
  return '1'
}

const quantityText = (milli: number) =>
  formatDecimal({ unscaled: BigInt(milli), scale: places }).replace(/\.0$/, '')

const holderOf = (database: Database, code: string): Article | undefined =>
  findBySaleCode(database, code)?.article ??
  (/^\d{1,12}$/.test(code) ? store.find(database, Number(code)) : undefined) ??
  store.findByInternalCode(database, code)

/** Replaces the codes of an article, in this order and in the caller's transaction. */
export function replaceSaleCodes(database: Database, idart: number, codes: SaleCode[]): void {
  database.run('delete from article_code where idart = ?', idart)
  for (const [rang, { code, quantity }] of codes.entries()) {
    const { unscaled, scale } = parseDecimal(quantity)
    const milli = Number(unscaled * 10n ** BigInt(places - scale))
    database.run('insert into article_code values (?, ?, ?, ?)', idart, rang, code, milli)
  }
}

interface Row {
  idart: number
  code: string
  milli: number
}

/** In order. */
export const listSaleCodesOf = (database: Database, idart: number): SaleCode[] =>
  database
    .all<Row & Record<string, unknown>>(
      'select idart, code, quantity_milli as milli from article_code where idart = ? order by rang',
      idart,
    )
    .map(({ code, milli }) => ({ code, quantity: quantityText(milli) }))

/** The codes of every article outside the recycle bin, in order, by article id. */
export function listSaleCodes(database: Database): Map<number, SaleCode[]> {
  const rows = database.all<Row & Record<string, unknown>>(
    `select c.idart, c.code, c.quantity_milli as milli from article_code c
       join article a on a.idart = c.idart and a.deleted_at is null order by c.idart, c.rang`,
  )
  const byArticle = new Map<number, SaleCode[]>()
  for (const { idart, code, milli } of rows)
    byArticle.set(idart, [...(byArticle.get(idart) ?? []), { code, quantity: quantityText(milli) }])
  return byArticle
}

/** The article with this code, and the quantity that one scan sells. */
export function findBySaleCode(
  database: Database,
  code: string,
): { article: Article; quantity: string } | undefined {
  const row = database.get<Row & Record<string, unknown>>(
    `select c.idart, c.code, c.quantity_milli as milli from article_code c
       join article a on a.idart = c.idart and a.deleted_at is null
     where c.code = ? order by c.idart limit 1`,
    code,
  )
  const article = row && store.find(database, row.idart)
  return article && { article, quantity: quantityText(row.milli) }
}
