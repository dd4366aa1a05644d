/** A file that cannot be read; `row` (from 1) and `column` say where the problem is. */
export class FileProblem extends Error {
  readonly row: number
  /** Null for the first column. */
  readonly column: string | null

  constructor(message: string, row = 1, column: string | null = null) {
    super(message)
    this.row = row
    this.column = column
  }
}
