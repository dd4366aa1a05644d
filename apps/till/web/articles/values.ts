import { formatTypedAmount, parseDecimal, parseTypedAmount, withoutTax, withTax } from '@hub/money'
import {
  type ArticleDetails,
  type ArticleFlag,
  type ArticleForm,
  type ArticleOptionGroup,
  articleFlags,
  type SaleCode,
} from '../../src/articles/wire.ts'
import type { VatRate } from '../../src/vat/wire.ts'

/** The sheet's form values: everything as typed, ids as text for the drop-downs. */
export interface SheetValues
  extends Record<ArticleFlag, boolean>,
    Record<TypedField, string>,
    Pick<ArticleForm, 'rayon' | 'famille' | 'sousFamille'> {
  /** The price typed last; the other one is derived from it. */
  typedPrice: 'price' | 'priceWithoutTax'
  isOption: boolean
  isPrepared: boolean
  optionGroups: TypedGroup[]
  tariffs: TypedTariff[]
  saleCodes: TypedCode[]
}

export interface TypedGroup {
  /** React key of the row. */
  key: string
  /** Null for a new group. */
  id: number | null
  name: string
  minSelections: string
  /** Empty for no limit. */
  maxSelections: string
  options: number[]
}

export const blankGroup: Omit<TypedGroup, 'key'> = {
  id: null,
  name: '',
  minSelections: '0',
  maxSelections: '',
  options: [],
}

export interface TypedTariff {
  /** React key of the row. */
  key: string
  /** Null for a new line. */
  idtar: number | null
  title: string
  price: string
}

export interface TypedCode extends SaleCode {
  /** React key of the row. */
  key: string
}

type TypedField =
  | 'definition'
  | 'price'
  | 'priceWithoutTax'
  | 'vat1Id'
  | 'vat2Id'
  | 'purchaseVatId'
  | 'purchasePrice'
  | 'ecotax'
  | 'promoPrice'
  | 'promoStart'
  | 'promoEnd'
  | 'internalCode'
  | 'description'
  | 'alcohol'
  | 'preparationTicket'
  | 'preparationMinutes'

export const blankValues: SheetValues = {
  ...(Object.fromEntries(articleFlags.map((flag) => [flag, false])) as Record<ArticleFlag, boolean>),
  isPurchaseVatSaleVat: true,
  definition: '',
  price: '',
  priceWithoutTax: '',
  typedPrice: 'price',
  vat1Id: '',
  vat2Id: '',
  purchaseVatId: '',
  purchasePrice: '',
  ecotax: '',
  rayon: '',
  famille: '',
  sousFamille: '',
  promoPrice: '',
  promoStart: '',
  promoEnd: '',
  internalCode: '',
  description: '',
  alcohol: '',
  isOption: false,
  isPrepared: true,
  preparationTicket: '',
  preparationMinutes: '',
  optionGroups: [],
  tariffs: [],
  saleCodes: [],
}

/**
 * A blank sheet for what was typed or scanned in CAISSE: digits become the bar code, anything else the name.
 */
export const valuesNamed = (code: string): SheetValues =>
  /^\d+$/.test(code)
    ? { ...blankValues, saleCodes: [{ key: code, code, quantity: '1' }] }
    : { ...blankValues, definition: code }

const amountOrEmpty = (cents: number | null) => (cents ? formatTypedAmount(cents) : '')

export const valuesOf = (article: ArticleDetails): SheetValues => ({
  ...(Object.fromEntries(articleFlags.map((flag) => [flag, article[flag]])) as Record<ArticleFlag, boolean>),
  definition: article.definition,
  price: formatTypedAmount(article.priceCents),
  priceWithoutTax: formatTypedAmount(article.priceWithoutTaxCents),
  typedPrice: 'price',
  vat1Id: String(article.vat1Id),
  vat2Id: String(article.vat2Id),
  purchaseVatId: String(article.purchaseVatId),
  purchasePrice: amountOrEmpty(article.purchasePriceCents),
  ecotax: amountOrEmpty(article.ecotaxCents),
  rayon: article.rayon ?? '',
  famille: article.famille ?? '',
  sousFamille: article.sousFamille ?? '',
  promoPrice: article.promoPriceCents === null ? '' : formatTypedAmount(article.promoPriceCents),
  promoStart: typedDay(article.promoStart),
  promoEnd: typedDay(article.promoEnd),
  internalCode: article.internalCode ?? '',
  description: article.description,
  alcohol: article.alcohol.replace('.', ','),
  isOption: article.isOption,
  isPrepared: article.isPrepared,
  preparationTicket: article.preparationTicket,
  preparationMinutes: String(article.preparationMinutes ?? ''),
  optionGroups: article.optionGroups.map(typedGroupOf),
  tariffs: article.tariffs.map(({ idtar, title, priceCents }) => ({
    key: String(idtar),
    idtar,
    title,
    price: formatTypedAmount(priceCents),
  })),
  saleCodes: article.saleCodes.map(({ code, quantity }) => ({
    key: code,
    code,
    quantity: quantity.replace('.', ','),
  })),
})

/** A copy starts without codes: each code identifies one article only. */
export const copyOf = (article: ArticleDetails): SheetValues => ({
  ...valuesOf(article),
  internalCode: '',
  saleCodes: [],
})

const typedGroupOf = ({ maxSelections, minSelections, ...group }: ArticleOptionGroup): TypedGroup => ({
  ...group,
  key: String(group.id),
  minSelections: String(minSelections),
  maxSelections: maxSelections === null ? '' : String(maxSelections),
})

/** `29/07/2021` for the stored `2021-07-29`. */
const typedDay = (day: string | null) => (day ?? '').split('-').reverse().join('/')

const idOrNull = (text: string) => (text === '' ? null : Number(text))

/** Returns text that is not a whole number unchanged, for the server to reject beside its field. */
const numberOrSame = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : (text as unknown as number))

const numberOrNone = (text: string) => (text.trim() === '' ? null : numberOrSame(text))

/** Drops empty rows at the end: Enter adds one that may stay empty. */
const typedRows = <T>(rows: T[], fields: (keyof T)[]): T[] =>
  rows.slice(0, 1 + rows.findLastIndex((row) => fields.some((field) => String(row[field]).trim() !== '')))

export function bodyOf(values: SheetValues, revision: number | undefined): ArticleForm {
  const { price, priceWithoutTax, typedPrice, vat1Id, vat2Id, purchaseVatId, ...others } = values
  const { optionGroups, tariffs, saleCodes, preparationMinutes, ...same } = others
  return {
    ...same,
    ...(typedPrice === 'price' ? { price } : { priceWithoutTax }),
    vat1Id: idOrNull(vat1Id),
    vat2Id: idOrNull(vat2Id),
    purchaseVatId: idOrNull(purchaseVatId),
    preparationMinutes: numberOrNone(preparationMinutes),
    optionGroups: optionGroups.map(({ key: _, minSelections, maxSelections, ...group }) => ({
      ...group,
      minSelections: numberOrSame(minSelections),
      maxSelections: numberOrNone(maxSelections),
    })),
    tariffs: typedRows(tariffs, ['title', 'price']).map(({ key: _, ...tariff }) => tariff),
    saleCodes: typedRows(saleCodes, ['code']).map(({ key: _, ...code }) => code),
    ...(revision !== undefined && { revision }),
  }
}

/** Changes one field and the fields derived from it. */
export function applyChange(
  before: SheetValues,
  change: Partial<SheetValues>,
  rates: VatRate[],
): SheetValues {
  const values = { ...before, ...change }
  if (change.vat1Id !== undefined) {
    if (before.vat2Id === before.vat1Id) values.vat2Id = change.vat1Id
    // The customer pays the price with tax: a new rate changes the price without tax (contract, kezia §5.3).
    values.typedPrice = 'price'
  }
  if (change.price !== undefined) values.typedPrice = 'price'
  if (change.priceWithoutTax !== undefined) values.typedPrice = 'priceWithoutTax'
  const rate = rates.find(({ id }) => String(id) === values.vat1Id)?.rate
  const isFrom = values.typedPrice
  const typed = parseTypedAmount(values[isFrom])
  if (rate !== undefined && typed !== undefined) {
    const other = (isFrom === 'price' ? withoutTax : withTax)(typed, parseDecimal(rate))
    values[isFrom === 'price' ? 'priceWithoutTax' : 'price'] = formatTypedAmount(other)
  }
  return values
}

/**
 * Profit on the price without tax, in cents, and price with tax / purchase price in hundredths; null without
 * a purchase price.
 */
export function marginOf(values: SheetValues): { marginCents: number; coefficientHundredths: number } | null {
  const purchase = parseTypedAmount(values.purchasePrice)
  const net = parseTypedAmount(values.priceWithoutTax)
  const gross = parseTypedAmount(values.price)
  if (!purchase || purchase < 0 || net === undefined || gross === undefined) return null
  const doubled = (BigInt(gross) * 200n) / BigInt(purchase)
  return { marginCents: net - purchase, coefficientHundredths: Number((doubled + 1n) / 2n) }
}

/** `2,5` for 2500 thousandths (contract, counter T7). */
export const formatQuantity = (milli: number) =>
  new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 }).format(milli / 1000)
