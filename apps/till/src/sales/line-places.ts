/**
 * Lines lie by sale and rank in the one key that they have (migration 0270). What asks for the lines of a sale names the
 * key: `sale_number` and `rank`, which SQLite works out of it, find nothing quickly.
 */
export const placesOfASale = 1_000_000

/** @param number SQL of the number of a sale */
export const linesOf = (number: string, line = 'sale_line'): string =>
  `${line}.place between ${number} * ${placesOfASale} and ${number} * ${placesOfASale} + ${placesOfASale - 1}`

/** Of the sales after one, up to another one: two values. */
export const linesWithin = (place: string): string =>
  `(${place} >= (? + 1) * ${placesOfASale} and ${place} < (? + 1) * ${placesOfASale})`
