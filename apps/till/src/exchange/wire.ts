/** The data sets that can be imported and exported; the others are export only (contract, kezia D63, §5.9). */
export const importedDatasets = ['articles', 'customers', 'stock'] as const
export type ImportedDataset = (typeof importedDatasets)[number]

export const datasets = [
  ...importedDatasets,
  'sales',
  'vat-journal',
  'journal',
  'documents',
  'settlements',
  'unpaid',
  'closings',
  'web-orders',
] as const
export type Dataset = (typeof datasets)[number]

/** Whether a data set is exported for a period of days; the others export the current state. */
export const hasPeriod = (dataset: Dataset): boolean =>
  dataset !== 'unpaid' && !importedDatasets.some((one) => one === dataset)

export const fileFormats = ['csv', 'xlsx'] as const
export type FileFormat = (typeof fileFormats)[number]

export interface ImportProblem {
  /** Row number as the spreadsheet shows it: from 1, heading included. */
  row: number
  /** The heading of the column. */
  column: string
  message: string
}

/** The result of a dry run: what an import would do (contract, kezia D63). */
export interface ImportPreview {
  id: string
  dataset: ImportedDataset
  fileName: string
  rows: number
  /** What an interrupted import of the same file has written; the counts below cover the rest. Null without one. */
  written: { rows: number; lastRow: number } | null
  creations: number
  changes: number
  /** How many of the creations and changes set another stock. */
  stockChanges: number
  unchanged: number
  /** The first problems, at most 200. */
  problems: ImportProblem[]
  /** The number of all problems; above 0 the import cannot be applied. */
  problemCount: number
}

export type ImportResult = Pick<ImportPreview, 'creations' | 'changes' | 'stockChanges' | 'unchanged'>

/** A running or ended import. */
export interface ImportRun extends ImportResult {
  id: number
  dataset: ImportedDataset
  fileName: string
  state: 'running' | 'done' | 'stopped'
  /** Why not all rows were written; empty otherwise. */
  reason: string
  /**
   * `total` and `done` include the rows that an interrupted import of the same file wrote; the result counts do not.
   */
  total: number
  done: number
  /** The last row written, as the spreadsheet numbers it; 1 (the heading) before the first. */
  lastRow: number
}

/** Pushed with the topic `exchange-progress`. */
export interface ExchangeProgress {
  fileName: string
  done: number
  total: number
}
