import { invalid, type Problem } from '../platform/errors.ts'
import { isCleanText } from '../platform/json.ts'

export type GivenFilters<Name extends string> = Partial<Record<Name, string>>

/**
 * Reads the filters of a list. An empty value means no filter, except for `private_ref`, where it matches nothing
 * (contract, orders O36, customers C21). If a parameter is repeated, the last value counts.
 * @param meantEmpty filters for which an empty value counts as a value
 * @throws {ApiError} 422 on a filter that no stored text can equal
 */
export function readFilters<const Name extends string>(
  query: Record<string, unknown>,
  names: readonly Name[],
  meantEmpty: readonly string[] = ['private_ref'],
): GivenFilters<Name> {
  const filters: GivenFilters<Name> = {}
  const problems: Problem[] = []
  for (const name of names) {
    const given = query[name]
    const value: unknown = Array.isArray(given) ? given.at(-1) : given
    if (typeof value !== 'string' || (value === '' && !meantEmpty.includes(name))) continue
    if (!isCleanText(value))
      problems.push({ field: name, message: 'contains characters that are not allowed' })
    filters[name] = value
  }
  if (problems.length > 0) throw invalid(problems)
  return filters
}
