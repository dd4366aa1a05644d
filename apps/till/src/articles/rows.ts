import { parseDecimal, withoutTax } from '@hub/money'
import { type Article, articleFlags } from './wire.ts'

/** The fields that a change writes, without those that are computed, joined or set by the store. */
export type ArticleValues = Omit<
  Article,
  | 'idart'
  | 'priceWithoutTaxCents'
  | 'vat1Rate'
  | 'vat2Rate'
  | 'rayon'
  | 'famille'
  | 'sousFamille'
  | 'imageMd5'
  | 'createdAt'
  | 'revision'
>

const plainFields = [
  'definition',
  'internalCode',
  'priceCents',
  'vat1Id',
  'vat2Id',
  'purchaseVatId',
  'purchasePriceCents',
  'ecotaxCents',
  'rayonId',
  'familleId',
  'sousFamilleId',
  'promoPriceCents',
  'promoStart',
  'promoEnd',
  'description',
  'alcohol',
  'preparationTicket',
  'preparationMinutes',
] as const satisfies (keyof ArticleValues)[]

const boxes = [...articleFlags, 'isOption', 'isPrepared'] as const

const snakeCase = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Columns of `ArticleValues`, in the order of `toColumns`. */
export const valueColumns = [...plainFields, ...boxes].map(snakeCase)

export const toColumns = (values: ArticleValues): (string | number | null)[] => [
  ...plainFields.map((field) => values[field]),
  ...boxes.map((field) => (values[field] ? 1 : 0)),
]

export type ArticleRow = Record<string, string | number | null>

interface ColumnField {
  field: string
  isFlag: boolean
}

// Cached per column, because a list converts up to 500 rows.
const fields = new Map<string, ColumnField>()

function fieldOf(column: string): ColumnField {
  const known = fields.get(column)
  if (known) return known
  const field = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const made = { field, isFlag: column.startsWith('is_') }
  fields.set(column, made)
  return made
}

export function fromRow(row: ArticleRow): Article {
  const values: Record<string, string | number | boolean | null> = {}
  for (const column of Object.keys(row)) {
    const { field, isFlag } = fieldOf(column)
    values[field] = isFlag ? row[column] === 1 : row[column]!
  }
  const article = values as unknown as Article
  article.priceWithoutTaxCents = withoutTax(article.priceCents, parseDecimal(article.vat1Rate))
  return article
}
