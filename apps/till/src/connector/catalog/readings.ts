import type { Connector } from '../context.ts'
import type { BuiltCatalog } from './build.ts'
import { catalogCsv } from './files.ts'
import { currentCatalog, previewCatalog } from './preview.ts'
import type { CatalogPreview } from './wire.ts'

/** What may be asked of the catalogue. */
export interface CatalogReadings {
  whole: BuiltCatalog
  stocked: BuiltCatalog['stocked']
  /** A {@link CatalogPreview}: a text passes from thread to thread in no time. */
  preview: string
  /** Saved for a program, and for a spreadsheet (contract, kezia D15). */
  json: string
  csv: string
}

export const readings: {
  [Kind in keyof CatalogReadings]: (tools: Pick<Connector, 'database' | 'settings'>) => CatalogReadings[Kind]
} = {
  whole: currentCatalog,
  preview: (tools) => JSON.stringify(previewCatalog(tools) satisfies CatalogPreview),
  stocked: (tools) => currentCatalog(tools).stocked,
  json: (tools) => JSON.stringify(currentCatalog(tools).data, null, 2),
  csv: (tools) => catalogCsv(currentCatalog(tools).data),
}
