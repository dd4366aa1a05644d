import type { PlaceNames } from '../classification/wire.ts'

/** Checkboxes of the sheet; the columns have the same names in snake case. */
export const articleFlags = [
  'isZeroPriceAllowed',
  'isNegativePriceAllowed',
  'isPurchaseVatSaleVat',
  'isOwn',
  'isIndependent',
  'isAbandoned',
  'isSaleBlocked',
  'isAsleep',
  'isDiscountForbidden',
  'isPromoForbidden',
  'isMealVoucherEligible',
  'isPublished',
  'isStockManaged',
] as const

export type ArticleFlag = (typeof articleFlags)[number]

/** An article as stored. Prices in cents, sale prices with tax; days as `2021-07-29`. */
export interface Article extends Record<ArticleFlag, boolean> {
  idart: number
  definition: string
  /** Null is «NC». */
  internalCode: string | null
  priceCents: number
  /** Computed from `priceCents` with the first VAT rate. */
  priceWithoutTaxCents: number
  vat1Id: number
  vat2Id: number
  purchaseVatId: number
  /** Percent, `10.0`. */
  vat1Rate: string
  vat2Rate: string
  purchasePriceCents: number
  ecotaxCents: number
  rayonId: number | null
  familleId: number | null
  sousFamilleId: number | null
  /** Null is «NC», here and below. */
  rayon: string | null
  famille: string | null
  sousFamille: string | null
  promoPriceCents: number | null
  promoStart: string | null
  promoEnd: string | null
  /** «Compléments de définition»; empty without one. */
  description: string
  /** Alcohol in percent by volume, `5.5`; empty without alcohol. */
  alcohol: string
  /** An option of other articles, never sold alone. */
  isOption: boolean
  /** «Article à préparer»: preparation tickets name it. */
  isPrepared: boolean
  /** «Nom du ticket de préparation»; empty for the printer that takes all other articles. */
  preparationTicket: string
  /** «Temps de Préparation (min.)»; null without one. */
  preparationMinutes: number | null
  /** MD5 of the picture; null without one. */
  imageMd5: string | null
  createdAt: string
  /** Increases with each change: a save based on an older revision is refused. */
  revision: number
}

export interface ArticleOptionGroup {
  id: number
  name: string
  minSelections: number
  /** Null when unlimited. */
  maxSelections: number | null
  /** Article ids, in order. */
  options: number[]
}

/** A line of «Multi-tarif Grilles»: one of the prices that an article is sold at. */
export interface Tariff {
  /** Counts within its article. */
  idtar: number
  title: string
  /** With tax. */
  priceCents: number
}

/** A line of «Codes de vente». */
export interface SaleCode {
  code: string
  /** «Cond. Vente»: the quantity that one scan of the code sells; above 0, at most 3 decimals. */
  quantity: string
}

/** An article with everything that its sheet shows. */
export interface ArticleDetails extends Article {
  optionGroups: ArticleOptionGroup[]
  /** Empty for an article with one price. */
  tariffs: Tariff[]
  saleCodes: SaleCode[]
}

/** An option article as the «Options» page lists it. */
export type OptionArticle = Pick<Article, 'idart' | 'definition' | 'priceCents'>

/** What the sheet sends: amounts as typed, days as `29/07/2021`, classification by name. Empty means none. */
export interface ArticleForm extends Record<ArticleFlag, boolean>, PlaceNames {
  definition: string
  /** With tax. Only the price typed last is sent, with or without tax; the other is computed. */
  price?: string
  priceWithoutTax?: string
  /** Null is refused. */
  vat1Id: number | null
  /** Null means the same rate as `vat1Id`. */
  vat2Id: number | null
  purchaseVatId: number | null
  purchasePrice: string
  ecotax: string
  promoPrice: string
  promoStart: string
  promoEnd: string
  // Fields below that are absent keep their present value.
  internalCode?: string
  isOption?: boolean
  description?: string
  alcohol?: string
  isPrepared?: boolean
  preparationTicket?: string
  preparationMinutes?: number | null
  /** In order; a group without id is new. */
  optionGroups?: (Omit<ArticleOptionGroup, 'id'> & { id: number | null })[]
  /** In order, prices as typed; a line without IDTAR is new. */
  tariffs?: { idtar: number | null; title: string; price: string }[]
  /** In order; an empty quantity is 1. */
  saleCodes?: SaleCode[]
  /** Revision of the article when it was read; absent for a new one. */
  revision?: number
}

export interface ArticleSheet {
  article: ArticleDetails
  /** Article ids; null when there is none on that side. */
  neighbours: Record<'first' | 'previous' | 'next' | 'last', number | null>
}

export type ArticleLine = Pick<
  Article,
  | 'idart'
  | 'definition'
  | 'internalCode'
  | 'priceCents'
  | 'priceWithoutTaxCents'
  | 'vat1Rate'
  | 'isAbandoned'
  | 'isSaleBlocked'
  | 'isAsleep'
  | 'isOption'
>

export interface ArticlePage {
  lines: ArticleLine[]
  /** How many articles match, even if fewer are listed. */
  total: number
}

/** An article in the recycle bin (contract, kezia §5.3). */
export type BinnedArticle = Pick<
  Article,
  'idart' | 'definition' | 'internalCode' | 'priceCents' | 'rayon'
> & {
  deletedAt: string
}
