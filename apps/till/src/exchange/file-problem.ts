/** A file that cannot be read at all; `row` and `column` say where, from 1. */
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
