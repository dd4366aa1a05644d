import type { PlaceNames } from '../classification/wire.ts'

/** Boxes of the fiche; their columns have the same words. */
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

/** An article as stored. Prices in cents, of sale with tax; days as `2021-07-29`. */
export interface Article extends Record<ArticleFlag, boolean> {
  idart: number
  definition: string
  /** Null is «NC». */
  internalCode: string | null
  priceCents: number
  /** Computed with the first rate. */
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
  /** Strength in percent of volume, `5.5`; empty for what has none. */
  alcohol: string
  /** An option of other articles, never sold alone. */
  isOption: boolean
  /** «Article à préparer»: preparation tickets name it. */
  isPrepared: boolean
  /** «Nom du ticket de préparation»; empty for the printer of all others. */
  preparationTicket: string
  /** «Temps de Préparation (min.)»; null without one. */
  preparationMinutes: number | null
  /** Names the picture's content; null without one. */
  imageMd5: string | null
  createdAt: string
  /** Grows at each change: a save from an older one is refused. */
  revision: number
}

export interface ArticleOptionGroup {
  id: number
  name: string
  minSelections: number
  /** Null for no limit. */
  maxSelections: number | null
  /** IDART, in order. */
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
  /** «Cond. Vente»: how much one reading of the code sells; a decimal of 3 places at most, above 0. */
  quantity: string
}

/** One article with all that its fiche shows. */
export interface ArticleDetails extends Article {
  optionGroups: ArticleOptionGroup[]
  /** Empty for an article with one price. */
  tariffs: Tariff[]
  saleCodes: SaleCode[]
}

/** What «Options» proposes. */
export type OptionArticle = Pick<Article, 'idart' | 'definition' | 'priceCents'>

/** What the fiche sends: amounts as typed, days as `29/07/2021`, names of the classification. Empty means none. */
export interface ArticleForm extends Record<ArticleFlag, boolean>, PlaceNames {
  definition: string
  /** With tax. One of the two prices is sent: the one that was typed last; the other follows. */
  price?: string
  priceWithoutTax?: string
  /** Null is refused. */
  vat1Id: number | null
  /** Null follows the first one. */
  vat2Id: number | null
  purchaseVatId: number | null
  purchasePrice: string
  ecotax: string
  promoPrice: string
  promoStart: string
  promoEnd: string
  // What is left out below stays as it was.
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
  /** Of the article as read; absent at creation. */
  revision?: number
}

export interface ArticleSheet {
  article: ArticleDetails
  /** By IDART; null when there is none on that side. */
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
  /** How many match, when more than are listed. */
  total: number
}

/** One article of the recycle bin (contract, kezia §5.3). */
export type BinnedArticle = Pick<
  Article,
  'idart' | 'definition' | 'internalCode' | 'priceCents' | 'rayon'
> & {
  deletedAt: string
}
