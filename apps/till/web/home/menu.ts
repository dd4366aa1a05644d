import type { LabelKey } from '../labels/index.ts'
import type { WindowId } from '../windows/types.ts'
import type { FunctionKey } from './keys.ts'

export interface MenuEntry {
  label: LabelKey
  window?: WindowId
  entries?: MenuEntry[]
  /** The key that opens the same window, unless the label names it. */
  shortcut?: FunctionKey
}

/** The menu bar and its attested paths (contract, kezia W-2). An entry that leads to no window is greyed. */
export const menuBar: MenuEntry[] = [
  {
    label: 'menu.file',
    entries: [
      {
        label: 'menu.settings',
        entries: [
          { label: 'menu.configuration', window: 'configuration', shortcut: 'F9' },
          { label: 'menu.webOrders', window: 'web-order-settings' },
          { label: 'menu.printers', window: 'printers' },
          { label: 'menu.sellers', window: 'sellers' },
        ],
      },
    ],
  },
  {
    label: 'menu.customer',
    entries: [
      {
        label: 'menu.customerOrder',
        entries: [{ label: 'menu.openOrders', window: 'orders', shortcut: 'F3' }],
      },
      { label: 'menu.customerSearch', window: 'customers' },
      {
        label: 'menu.customerTools',
        entries: [{ label: 'menu.customerRestore', window: 'customer-restore' }],
      },
    ],
  },
  {
    label: 'menu.article',
    entries: [
      { label: 'menu.deals', entries: [{ label: 'menu.dealList', window: 'deals' }] },
      { label: 'menu.stock', entries: [{ label: 'menu.stockLocal', window: 'stock' }] },
      { label: 'menu.articleTool', entries: [{ label: 'menu.articleRestore', window: 'article-restore' }] },
    ],
  },
  { label: 'menu.supplier' },
  {
    label: 'menu.accounting',
    entries: [
      { label: 'menu.journals', window: 'journals' },
      { label: 'menu.invoices', window: 'invoices' },
      { label: 'menu.settlements', window: 'settlements' },
      { label: 'menu.vatRates', window: 'vat-rates' },
      { label: 'menu.paymentModes', window: 'payment-modes' },
    ],
  },
  { label: 'menu.statistics', window: 'statistics' },
  {
    label: 'menu.tools',
    entries: [
      { label: 'menu.exchange', window: 'data-exchange' },
      { label: 'menu.backup', window: 'backups' },
      { label: 'menu.profile', window: 'profile' },
      { label: 'menu.technicalEvents', window: 'technical-events' },
    ],
  },
  { label: 'menu.counter', entries: [{ label: 'menu.sale', window: 'counter' }] },
  { label: 'menu.help', window: 'about' },
  { label: 'menu.hub', window: 'hub' },
]
