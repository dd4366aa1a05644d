import { parseDecimal, withoutTax } from '@hub/money'
import { type Article, articleFlags } from './wire.ts'

/** What a change writes: the article without what is computed, joined or given by the store. */
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
] as const satisfies (keyof ArticleValues)[]

const boxes = [...articleFlags, 'isOption'] as const

const snakeCase = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Columns of `ArticleValues`, in the order of `toColumns`. */
export const valueColumns = [...plainFields, ...boxes].map(snakeCase)

export const toColumns = (values: ArticleValues): (string | number | null)[] => [
  ...plainFields.map((field) => values[field]),
  ...boxes.map((field) => (values[field] ? 1 : 0)),
]

export type ArticleRow = Record<string, string | number | null>

export function fromRow(row: ArticleRow): Article {
  const fields = Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      column.startsWith('is_') ? value === 1 : value,
    ]),
  ) as unknown as Article
  return {
    ...fields,
    priceWithoutTaxCents: withoutTax(fields.priceCents, parseDecimal(fields.vat1Rate)),
  }
}
