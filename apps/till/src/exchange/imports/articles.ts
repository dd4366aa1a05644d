import { type Article, articleOffering, listArticles, listSaleCodes } from '../../articles/index.ts'
import type { PlaceNames } from '../../classification/index.ts'
import type { Database } from '../../platform/database.ts'
import { searchKey } from '../../platform/text.ts'
import { listStock } from '../../stock/index.ts'
import { listVatRates } from '../../vat/index.ts'
import { articleColumns, imageName } from '../exports/articles.ts'
import type { Rows } from '../files.ts'
import { codeKey, joinCodes, saleCodeOwners, splitCodes } from '../sale-codes.ts'
import { ArticleKeys } from './article-keys.ts'
import type { TypedArticle as Typed } from './changes.ts'
import type { Planner } from './plan.ts'
import { readRows, type SheetRow } from './sheet.ts'

/**
 * Contract, kezia D63. A missing column and an empty price, rate, box or stock cell keep the present value.
 * @param pictures names of the pictures chosen with the file
 */
export function* planArticles(database: Database, file: Rows, pictures: ReadonlySet<string>): Planner {
  const rows = readRows(file, articleColumns, [])
  const all = listArticles(database)
  const codeOwners = saleCodeOwners(database)
  const keys = new ArticleKeys(all, codeOwners)
  const levels = listStock(database)
  const known = listSaleCodes(database)
  const rates = new Map(listVatRates(database).map(({ id, rate }) => [rate.replace(/\.0$/, ''), id]))
  const internalCodes = new Owners(all.map(({ internalCode, idart }) => [internalCode ?? '', idart]))
  // A sale code must also differ from the id and the «Code interne» of every other article.
  const saleCodes = new Owners([
    ...all.flatMap(({ idart, internalCode }): [string, number][] => [
      [String(idart), idart],
      [codeKey(internalCode ?? ''), idart],
    ]),
    ...codeOwners,
  ])
  for (const row of rows) {
    const article = keys.find(row)
    const values = readValues(row, article, rates)
    const place = readPlace(row, article)
    const codes = row.has('EAN') ? splitCodes(row.text('EAN', { most: 500 }) ?? '') : undefined
    const stock = row.quantity('Stock')
    const picture = readPicture(row, pictures, article && imageName(database, article.idart))
    checkCodes(row, { values, codes, article, internalCodes, saleCodes })
    if (article?.isOption && !values.isOption) refuseWhileOffered(database, row, article.idart)

    const before = article ? (levels.get(article.idart)?.onHandMilli ?? 0) : 0
    const movesStock = stock !== undefined && stock !== before
    const present = article ? (known.get(article.idart) ?? []) : []
    const newCodes = codes === undefined || codes.join(' ') === joinCodes(present) ? undefined : codes
    const isChanged =
      !article ||
      movesStock ||
      picture !== undefined ||
      newCodes !== undefined ||
      differs(article, values, place)
    yield {
      row: row.row,
      kind: article ? (isChanged ? 'change' : 'none') : 'creation',
      movesStock,
      problems: row.problems,
      change: isChanged
        ? {
            of: 'article',
            known: article ? { idart: article.idart, revision: article.revision } : null,
            values,
            place,
            codes: newCodes ? { next: newCodes, present } : null,
            stockMilli: movesStock ? stock : null,
            picture: picture ?? null,
          }
        : null,
    }
  }
}

function readValues(row: SheetRow, article: Article | undefined, rates: Map<string, number>): Typed {
  const definition = row.text('Definition') ?? article?.definition ?? ''
  if (definition === '') row.fail('Definition', 'À remplir.')
  const internalCode = row.text('Code interne', { most: 40 })
  const vat1Id = readRate(row, 'Taux TVA 1', rates) ?? article?.vat1Id
  const priceCents = row.amount('Prix de Vente TTC') ?? article?.priceCents
  const canMiss = row.problems.length > 0
  if (vat1Id === undefined && !canMiss) row.fail('Taux TVA 1', 'À remplir pour un nouvel article.')
  if (priceCents === undefined && !canMiss) row.fail('Prix de Vente TTC', 'À remplir pour un nouvel article.')
  if ((priceCents ?? 0) < 0 && !article?.isNegativePriceAllowed)
    row.fail('Prix de Vente TTC', 'Un prix négatif demande la case « Prix Négatif » de la fiche.')
  return {
    definition,
    internalCode: internalCode === undefined ? (article?.internalCode ?? null) : internalCode || null,
    priceCents: priceCents ?? 0,
    vat1Id: vat1Id ?? 0,
    vat2Id: readRate(row, 'Taux TVA 2', rates) ?? article?.vat2Id ?? vat1Id ?? 0,
    isPublished: row.boolean('Publication WEB') ?? article?.isPublished ?? false,
    isOption: row.boolean('Article Option') ?? article?.isOption ?? false,
    isStockManaged: row.boolean('Gestion stock') ?? article?.isStockManaged ?? false,
  }
}

function readRate(row: SheetRow, column: string, rates: Map<string, number>): number | undefined {
  const rate = row.rate(column)
  if (rate === undefined) return undefined
  const id = rates.get(rate.replace(/\.?0+$/, '') || rate) ?? rates.get(rate)
  if (id === undefined) {
    const all = [...rates.keys()].map((one) => one.replace('.', ','))
    row.fail(column, `Aucun taux de TVA ${rate.replace('.', ',')} %. Les taux sont : ${all.join(' ; ')}.`)
  }
  return id
}

function readPlace(row: SheetRow, article: Article | undefined): PlaceNames {
  const rayon = row.text('Rayon', { most: 80 }) ?? article?.rayon ?? ''
  const famille = row.text('Famille', { most: 80 }) ?? article?.famille ?? ''
  const sousFamille = row.text('Sous-famille', { most: 80 }) ?? article?.sousFamille ?? ''
  if (famille !== '' && rayon === '') row.fail('Rayon', 'Une famille demande un rayon.')
  if (sousFamille !== '' && famille === '') row.fail('Famille', 'Une sous-famille demande une famille.')
  return { rayon, famille, sousFamille }
}

/** The picture that the row names, which must be among those chosen with the file; undefined keeps the present one. */
function readPicture(row: SheetRow, pictures: ReadonlySet<string>, present: string | undefined) {
  const name = row.text('Image') ?? ''
  if (name === '' || name === present) return undefined
  if (!pictures.has(name))
    row.fail('Image', `L'image « ${name} » n'est pas jointe : choisissez-la avec le fichier.`)
  return name
}

interface Codes {
  values: Typed
  codes: string[] | undefined
  article: Article | undefined
  internalCodes: Owners
  saleCodes: Owners
}

/** Checks that no code belongs to another article or row. A «Code interne» that does not change is not checked. */
function checkCodes(row: SheetRow, { values, codes, article, internalCodes, saleCodes }: Codes): void {
  const { internalCode } = values
  if (internalCode !== null && internalCode !== article?.internalCode) {
    const taken = internalCodes.take(internalCode, article?.idart, row.row)
    if (taken) row.fail('Code interne', `Le code « ${internalCode} » est déjà ${taken}.`)
  }
  for (const code of codes ?? []) {
    const taken = saleCodes.take(codeKey(code), article?.idart, row.row)
    if (taken) row.fail('EAN', `Le code « ${code} » est déjà ${taken}.`)
    if (code.length > 40) row.fail('EAN', '40 caractères au plus pour un code.')
    if (code.includes('*')) row.fail('EAN', 'L’étoile est interdite : elle sépare la quantité du code.')
  }
}

/** Which article or row of the file has each code. */
class Owners {
  readonly #articles: Map<string, number>
  readonly #rows = new Map<string, number>()

  constructor(owners: [string, number][]) {
    this.#articles = new Map(owners)
  }

  /** Takes a code for a row. Returns where the code is already used, if by another article or row. */
  take(code: string, idart: number | undefined, row: number): string | undefined {
    const owner = this.#articles.get(code)
    if (owner !== undefined && owner !== idart) return `celui de l'article ${owner}`
    const above = this.#rows.get(code)
    if (above !== undefined && above !== row) return `à la ligne ${above}`
    this.#rows.set(code, row)
    return undefined
  }
}

function refuseWhileOffered(database: Database, row: SheetRow, idart: number): void {
  const owner = articleOffering(database, idart)
  if (owner !== undefined)
    row.fail(
      'Article Option',
      `« ${owner} » propose cette option : retirez-la d'abord de sa page « Options ».`,
    )
}

function differs(article: Article, values: Typed, place: PlaceNames): boolean {
  const isOther = (Object.keys(values) as (keyof Typed)[]).some((field) => values[field] !== article[field])
  const isElsewhere = (['rayon', 'famille', 'sousFamille'] as const).some(
    (level) => searchKey(place[level]) !== searchKey(article[level] ?? ''),
  )
  return isOther || isElsewhere
}
