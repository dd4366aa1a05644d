import type { CatalogDataInput } from '@hub/contract'
import { addProblem, type Problem } from '../platform/errors.ts'
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

/** Each image that an upload names, once. */
export const imageIdsOf = (data: CatalogDataInput): string[] => [
  ...new Set(imageUses(data).map(({ imageId }) => imageId)),
]

/** Every image that is none of the catalog's, at its place (contract, catalogs §14). */
export function imageProblems(data: CatalogDataInput, known: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  for (const { imageId, field } of imageUses(data))
    if (!known.has(imageId)) addProblem(problems, field, 'image not found')
  return problems
}
