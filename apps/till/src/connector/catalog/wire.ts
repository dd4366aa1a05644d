import type { LeftOut } from './rules.ts'

export interface CatalogPreview {
  /** Depth first; `depth` 0 is a rayon. */
  categories: {
    ref: string
    name: string
    depth: number
    products: {
      ref: string
      name: string
      /** One, or one per tariff with its title. */
      prices: { name: string | null; priceCents: number }[]
      /** The groups of the product, with the number of options of each. */
      options: string[]
    }[]
  }[]
  currency: string
  productCount: number
  /** Menus in order of «Rang», sold at a price or with a percentage off each article. */
  deals: {
    ref: string
    name: string
    /** The label of each letter with its number of skus. */
    letters: string[]
    priceCents: number | null
    discountPercent: string | null
  }[]
  /** «FRAIS DE PORT TTC», once it is published. */
  charges: { ref: string; name: string }[]
  imageCount: number
  /** Skus and options with managed stock; 0 while «Gestion Stock» is off. */
  stockCount: number
  categoryCount: number
  leftOut: LeftOut[]
  clashes: { ref: string; names: string[] }[]
  warnings: string[]
}

/** What «E/S» sends of the catalogue. `catalog` is images, articles, then stock. */
export type ExportKind = 'catalog' | 'images' | 'stock'

/** The running export, or the last one since the till started. */
export interface CatalogExport {
  state: 'idle' | 'running' | 'done'
  kind: ExportKind
  /** What is being sent, for the progress line (`done` of `total`). */
  phase: 'images' | 'articles' | 'stock'
  done: number
  total: number
  /** Products, deals and charges, or images, or stock entries that the hub took. */
  sent: number
  errors: string[]
  warnings: string[]
}

/**
 * One ref of the hub. `idart` is the article that the ref resolves to; without one, `proposal` is the only
 * article of the same name.
 */
export interface AssociationRow {
  ref: string
  name: string
  idart: number | null
  proposal: number | null
}

export interface Associations {
  rows: AssociationRow[]
  /** Every article of the till, to choose from. */
  articles: { idart: number; definition: string }[]
}
