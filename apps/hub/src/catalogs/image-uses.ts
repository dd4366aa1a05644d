import type { CatalogDataInput } from '@hub/contract'
import { addProblem, type Problem } from '../platform/errors.ts'
import { readable } from './refs.ts'

export interface ImageUse {
  imageId: string
  /** Path of the reference, such as `data.products[0].image_ids[1]`. */
  field: string
}

/** Every reference to an image in an upload, to check that the catalog has the image (contract, catalogs §14). */
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

/** Ids of the images in an upload, without duplicates. */
export const imageIdsOf = (data: CatalogDataInput): string[] => [
  ...new Set(imageUses(data).map(({ imageId }) => imageId)),
]

/** A problem for each reference to an image that the catalog does not have (contract, catalogs §14). */
export function imageProblems(data: CatalogDataInput, known: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  for (const { imageId, field } of imageUses(data))
    if (!known.has(imageId)) addProblem(problems, field, 'image not found')
  return problems
}
