import type { CatalogDataInput } from '@hub/contract'
import { readable } from './refs.ts'

export interface ImageUse {
  imageId: string
  /** Where it is named, `data.products[0].image_ids[1]`. */
  field: string
}

/** Every image that an upload attaches to an item, for the check that the catalog has it (contract, catalogs §14). */
export function imageUses({ categories, products, deals, discounts }: CatalogDataInput): ImageUse[] {
  return Object.entries({ categories, products, deals, discounts }).flatMap(([section, items]) =>
    readable<{ image_ids?: string[] | null }>(items).flatMap(([index, { image_ids }]) =>
      readable(image_ids).map(([position, imageId]) => ({
        imageId,
        field: `data.${section}[${index}].image_ids[${position}]`,
      })),
    ),
  )
}
