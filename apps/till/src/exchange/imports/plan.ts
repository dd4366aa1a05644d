import type { ImportProblem, ImportResult } from '../wire.ts'

/** What one row comes to. */
export interface Step {
  kind: 'creation' | 'change' | 'none'
  movesStock: boolean
  problems: ImportProblem[]
  /** Writes it, in the caller's transaction. */
  apply(): void
}

/** Reads the rows one by one, so that a long file leaves time for others. */
export type Planner = Generator<Step, void, void>

export interface Totals extends ImportResult {
  problems: ImportProblem[]
  problemCount: number
}

const mostProblems = 200

export const noTotals = (): Totals => ({
  creations: 0,
  changes: 0,
  stockChanges: 0,
  unchanged: 0,
  problems: [],
  problemCount: 0,
})

export function add(totals: Totals, { kind, movesStock, problems }: Step): void {
  if (kind === 'creation') totals.creations += 1
  else if (kind === 'change') totals.changes += 1
  else totals.unchanged += 1
  if (movesStock) totals.stockChanges += 1
  totals.problemCount += problems.length
  totals.problems.push(...problems.slice(0, Math.max(0, mostProblems - totals.problems.length)))
}
