/**
 * The seed of a property: `PROPERTY_SEED`, or a new one. It is printed, so that what one run found, another can find
 * again with the same values.
 */
export function printedSeed(property: string): number {
  const given = process.env.PROPERTY_SEED
  const seed = given ? Number(given) : Math.floor(Math.random() * 2 ** 31)
  process.stdout.write(`${property}: PROPERTY_SEED=${seed}\n`)
  return seed
}
