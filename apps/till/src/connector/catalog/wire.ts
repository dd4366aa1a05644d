import type { LeftOutReason } from './build.ts'

export type { LeftOutReason } from './build.ts'

export interface CatalogPreview {
  /** Depth first; `depth` 0 is a rayon. */
  categories: {
    ref: string
    name: string
    depth: number
    products: { ref: string; name: string; priceCents: number }[]
  }[]
  currency: string
  productCount: number
  categoryCount: number
  leftOut: { idart: number; name: string; reason: LeftOutReason }[]
  clashes: { ref: string; names: string[] }[]
}

/** The one export that runs or ran last, since the start of the till. */
export interface CatalogExport {
  state: 'idle' | 'running' | 'done'
  /** What is being sent, for the progress line. */
  productCount: number
  /** Articles that the hub took: all, or none. */
  sent: number
  errors: string[]
  warnings: string[]
}
