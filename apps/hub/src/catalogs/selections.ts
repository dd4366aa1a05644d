import type { OptionListInput } from '@hub/contract'

export interface Selections {
  min: number
  /** null for no limit. */
  max: number | null
}

/** How many options may be selected. `type` only sets limits that the upload does not give (contract, catalogs §8). */
export function selections({ type, min_selections, max_selections }: OptionListInput): Selections {
  const single = type === 'single'
  return {
    min: min_selections ?? (single ? 1 : 0),
    max: max_selections === undefined && single ? 1 : (max_selections ?? null),
  }
}

export const isSingle = ({ min, max }: Selections) => min === 1 && max === 1

/** Contradictions in an option list, by field. */
export function selectionProblems(list: OptionListInput): [field: string, message: string][] {
  const { min, max } = selections(list)
  if (max === null) return []
  const problems: [string, string][] = []
  if (max < min) problems.push(['max_selections', 'must be greater than or equal to min_selections'])
  if (list.multiple_selection && max <= 1) {
    problems.push(['multiple_selection', 'cannot be true when max_selections is 0 or 1'])
  }
  const defaults = list.options?.filter((option) => option?.default === true).length ?? 0
  if (defaults > max) problems.push(['options', `cannot have more than ${max} default option(s)`])
  return problems
}
