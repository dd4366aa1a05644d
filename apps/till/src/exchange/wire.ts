/** Both ways; the others are exports only (contract, kezia D63, §5.9). */
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

/** What is exported for a period of days, not as it is now. */
export const hasPeriod = (dataset: Dataset): boolean =>
  dataset !== 'unpaid' && !importedDatasets.some((one) => one === dataset)

export const fileFormats = ['csv', 'xlsx'] as const
export type FileFormat = (typeof fileFormats)[number]

export interface ImportProblem {
  /** From 1, the heading included: as the spreadsheet numbers it. */
  row: number
  /** The heading of the column. */
  column: string
  message: string
}

/** What an import would do: a dry run, nothing is written (contract, kezia D63). */
export interface ImportPreview {
  id: string
  dataset: ImportedDataset
  fileName: string
  rows: number
  /** What an interrupted import of the same file wrote before: the rest is counted here, and written. Null without. */
  written: { rows: number; lastRow: number } | null
  creations: number
  changes: number
  /** Among the changes and creations: how many articles get another stock. */
  stockChanges: number
  unchanged: number
  /** The first ones. */
  problems: ImportProblem[]
  /** All of them; above 0 nothing can be applied. */
  problemCount: number
}

export type ImportResult = Pick<ImportPreview, 'creations' | 'changes' | 'stockChanges' | 'unchanged'>

/** An import that is written, or was. */
export interface ImportRun extends ImportResult {
  id: number
  dataset: ImportedDataset
  fileName: string
  state: 'running' | 'done' | 'stopped'
  /** Why not all rows were written; empty otherwise. */
  reason: string
  /** Rows, those included that an interrupted import of the same file wrote before; the counts are of this one. */
  total: number
  done: number
  /** The last one written, as the spreadsheet numbers it; 1 before there is one. */
  lastRow: number
}

/** Pushed with the topic `exchange-progress`. */
export interface ExchangeProgress {
  fileName: string
  done: number
  total: number
}
