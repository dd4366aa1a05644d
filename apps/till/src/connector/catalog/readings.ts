import type { Connector } from '../context.ts'
import type { BuiltCatalog } from './build.ts'
import { catalogCsv } from './files.ts'
import { currentCatalog, previewCatalog } from './preview.ts'
import type { CatalogPreview } from './wire.ts'

/** The forms in which the catalogue can be read. */
export interface CatalogReadings {
  whole: BuiltCatalog
  stocked: BuiltCatalog['stocked']
  /** A {@link CatalogPreview} as JSON, because a string passes between threads faster than an object. */
  preview: string
  /** Downloads: JSON for programs, CSV for spreadsheets (contract, kezia D15). */
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
