import { invalid, type Problem } from '../platform/errors.ts'
import { isCleanText } from '../platform/json.ts'

export type GivenFilters<Name extends string> = Partial<Record<Name, string>>

/**
 * The filters of a list: an empty value is none, except for `private_ref`, which then finds nothing (contract,
 * orders O36, customers C21). Of a parameter given twice the last one counts.
 * @param meantEmpty filters whose empty value means something
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
