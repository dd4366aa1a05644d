import { type Allergen, allergens, glutenAllergens, type Nutrition, nutAllergens } from '@hub/contract'
import { distinct } from './distinct.ts'

const byTag = new Map<string, readonly Allergen[]>([
  ...allergens.map((allergen) => [`allergen_${allergen}`, [allergen]] as const),
  ['allergen_gluten', glutenAllergens],
  ['allergen_nuts', nutAllergens],
])

/** Merges allergens declared by the list and by tags, so that none is lost (contract, catalogs §7). */
export function withTaggedAllergens(
  nutrition: Nutrition | null | undefined,
  tags: readonly string[] | null | undefined,
): Nutrition | null {
  const tagged = (tags ?? []).flatMap((tag) => byTag.get(tag) ?? [])
  if (tagged.length === 0) return nutrition ?? null
  return { ...nutrition, allergens: distinct([...(nutrition?.allergens ?? []), ...tagged]) }
}
