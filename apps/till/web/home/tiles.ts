import type { LabelKey } from '../labels/index.ts'
import type { WindowId } from '../windows/types.ts'
import type { FunctionKey } from './keys.ts'

export interface Tile {
  label: LabelKey
  colour: 'purple' | 'blue' | 'green'
  /** Absent: greyed for good (contract, kezia D5). */
  window?: WindowId
  shortcut?: FunctionKey
}

/** By rows, as drawn (contract, kezia W-1). */
export const tiles: Tile[] = [
  { label: 'tile.counter', colour: 'purple', window: 'counter', shortcut: 'F12' },
  { label: 'tile.quotes', colour: 'blue' },
  { label: 'tile.supplierOrders', colour: 'green' },
  { label: 'tile.articles', colour: 'purple', window: 'article-selection', shortcut: 'F2' },
  { label: 'tile.orders', colour: 'blue', window: 'new-order', shortcut: 'F6' },
  { label: 'tile.supplierReceipts', colour: 'green' },
  { label: 'tile.customers', colour: 'purple', window: 'customers' },
  { label: 'tile.deliveryNotes', colour: 'blue' },
  { label: 'tile.directReceipts', colour: 'green' },
  { label: 'tile.statistics', colour: 'purple', window: 'statistics' },
  { label: 'tile.invoices', colour: 'blue', window: 'invoices' },
  { label: 'tile.stock', colour: 'green', window: 'stock' },
  { label: 'tile.journals', colour: 'purple', window: 'journals' },
  { label: 'tile.settlements', colour: 'blue', window: 'settlements' },
  { label: 'tile.ecosystem', colour: 'green' },
]
