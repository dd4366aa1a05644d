import { join } from 'node:path'
import type { ReadingTools } from '../../long-readings/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { runThread } from '../../platform/thread.ts'
import type { Cell } from '../cells.ts'
import type { Period } from '../period.ts'
import type { Dataset, FileFormat } from '../wire.ts'
import { articleColumns, exportArticles } from './articles.ts'
import { customerColumns, exportCustomers } from './customers.ts'
import {
  closingColumns,
  documentColumns,
  exportClosings,
  exportDocuments,
  exportJournal,
  exportSettlements,
  exportUnpaid,
  journalColumns,
  settlementColumns,
  unpaidColumns,
} from './office.ts'
import { exportSales, exportVatJournal, saleColumns, vatJournalColumns } from './sales.ts'
import { exportStock, stockColumns } from './stock.ts'
import { exportWebOrders, webOrderColumns } from './web-orders.ts'

interface Export {
  /** File name without its extension. */
  name: string
  heading: readonly string[]
  rows(tools: ReadingTools, period: Period): Cell[][]
}

export const exports: Record<Dataset, Export> = {
  articles: { name: 'articles', heading: articleColumns, rows: exportArticles },
  customers: { name: 'clients', heading: customerColumns, rows: exportCustomers },
  stock: { name: 'stock', heading: stockColumns, rows: exportStock },
  sales: { name: 'ventes', heading: saleColumns, rows: exportSales },
  'vat-journal': { name: 'journal-tva', heading: vatJournalColumns, rows: exportVatJournal },
  journal: { name: 'journal', heading: journalColumns, rows: exportJournal },
  documents: { name: 'pieces', heading: documentColumns, rows: exportDocuments },
  settlements: { name: 'reglements', heading: settlementColumns, rows: exportSettlements },
  unpaid: { name: 'impayes', heading: unpaidColumns, rows: exportUnpaid },
  closings: { name: 'clotures', heading: closingColumns, rows: exportClosings },
  'web-orders': { name: 'commandes-web', heading: webOrderColumns, rows: exportWebOrders },
}

export interface ExportTask {
  /** The till's database. */
  file: string
  dataset: Dataset
  format: FileFormat
  period: Period
}

/** Writes the file in a thread, so that the counter is not blocked: a year of sales takes many seconds. */
export const writeExport = (
  { config }: Pick<Platform, 'config'>,
  task: Omit<ExportTask, 'file'>,
): Promise<Uint8Array> =>
  runThread<Uint8Array>(new URL('./worker.ts', import.meta.url), {
    ...task,
    file: join(config.dataDir, 'till.sqlite'),
  } satisfies ExportTask)
