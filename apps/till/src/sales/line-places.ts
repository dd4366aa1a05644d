/**
 * The key `place` of a sale line combines the sale number and the rank (migration 0270). Queries must filter on
 * `place`: `sale_number` and `rank` are virtual columns without an index, so filtering on them scans the table.
 */
export const placesOfASale = 1_000_000

/** @param number SQL expression for the number of a sale */
export const linesOf = (number: string, line = 'sale_line'): string =>
  `${line}.place between ${number} * ${placesOfASale} and ${number} * ${placesOfASale} + ${placesOfASale - 1}`

/** The lines of the sales after one number, up to and including another: takes two values. */
export const linesWithin = (place: string): string =>
  `(${place} >= (? + 1) * ${placesOfASale} and ${place} < (? + 1) * ${placesOfASale})`
