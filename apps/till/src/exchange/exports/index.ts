import type { Platform } from '../../platform/platform.ts'
import type { Cell } from '../cells.ts'
import type { Period } from '../period.ts'
import type { Dataset } from '../wire.ts'
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
  /** Of the file, without its ending. */
  name: string
  heading: readonly string[]
  rows(platform: Platform, period: Period): Cell[][]
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
