import type { FileProblem } from '../file-problem.ts'
import type { ImportProblem, ImportResult } from '../wire.ts'
import type { Change } from './changes.ts'

/** What the import of one row does. */
export interface Step {
  /** Row number as the spreadsheet shows it. */
  row: number
  kind: 'creation' | 'change' | 'none'
  movesStock: boolean
  problems: ImportProblem[]
  /** Null when there is nothing to write. */
  change: Change | null
}

/** Yields the step of each row, without writing. */
export type Planner = Generator<Step, void, void>

export interface Totals extends ImportResult {
  problems: ImportProblem[]
  problemCount: number
}

const mostProblems = 200

export const noTotals = (): Totals => ({ ...noResult, problems: [], problemCount: 0 })

/** The totals for a file that cannot be read. */
export const totalsOfProblem = ({ row, column, message }: FileProblem): Totals => ({
  ...noTotals(),
  problems: [{ row, column: column ?? 'A', message }],
  problemCount: 1,
})

export const noResult: ImportResult = { creations: 0, changes: 0, stockChanges: 0, unchanged: 0 }

export function add(result: ImportResult, { kind, movesStock }: Pick<Step, 'kind' | 'movesStock'>): void {
  if (kind === 'creation') result.creations += 1
  else if (kind === 'change') result.changes += 1
  else result.unchanged += 1
  if (movesStock) result.stockChanges += 1
}

export function addProblems(totals: Totals, problems: ImportProblem[]): void {
  totals.problemCount += problems.length
  totals.problems.push(...problems.slice(0, Math.max(0, mostProblems - totals.problems.length)))
}
