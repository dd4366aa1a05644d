import { catalogLimits, catalogSections } from '@hub/contract'
import type { Problem } from '../platform/errors.ts'

const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0)
const entriesOf = (list: unknown): unknown[] => (Array.isArray(list) ? list : [])
const memberOf = (entry: unknown, name: string): unknown =>
  typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[name] : undefined
const sum = (list: unknown, count: (entry: unknown) => number): number =>
  entriesOf(list).reduce<number>((total, entry) => total + count(entry), 0)

/**
 * Checks the limits of an upload's content (contract, security S9), before the content is read by its schema.
 * @param data as received, of any type
 */
export function sizeProblems(data: unknown): Problem[] {
  const section = (name: string) => memberOf(data, name)
  const problems = catalogSections
    .filter((name) => lengthOf(section(name)) > catalogLimits.entries)
    .map((name) => ({
      field: `data.${name}`,
      message: `must have at most ${catalogLimits.entries} item(s)`,
    }))
  const report = (message: string) => problems.push({ field: 'data', message })
  const parts =
    sum(section('products'), (product) => lengthOf(memberOf(product, 'skus'))) +
    sum(section('option_lists'), (list) => lengthOf(memberOf(list, 'options'))) +
    sum(section('deals'), (deal) => sum(memberOf(deal, 'lines'), (line) => lengthOf(memberOf(line, 'skus'))))
  if (parts > catalogLimits.parts)
    report(`must have at most ${catalogLimits.parts} skus, options and skus of deals in all`)
  const images = ['categories', 'products', 'deals', 'discounts'].map((name) =>
    sum(section(name), (entry) => lengthOf(memberOf(entry, 'image_ids'))),
  )
  if (images.reduce((total, count) => total + count, 0) > catalogLimits.imageUses)
    report(`must have at most ${catalogLimits.imageUses} image_ids in all`)
  return problems
}
