import { PaymentModes } from '../accounting/PaymentModes.tsx'
import { VatRates } from '../accounting/VatRates.tsx'
import { ArticleRestore } from '../articles/ArticleRestore.tsx'
import { ArticleSelection } from '../articles/ArticleSelection.tsx'
import { ArticleSheet } from '../articles/ArticleSheet.tsx'
import { BackupWindow } from '../backup/BackupWindow.tsx'
import { Configuration } from '../configuration/Configuration.tsx'
import { connectorWindows } from '../connector/index.tsx'
import { Counter } from '../counter/Counter.tsx'
import { CustomerRestore } from '../customers/CustomerRestore.tsx'
import { CustomerSearch } from '../customers/CustomerSearch.tsx'
import { CustomerSheet } from '../customers/CustomerSheet.tsx'
import { DataExchange } from '../exchange/DataExchange.tsx'
import { Guide } from '../guide/Guide.tsx'
import { About } from '../home/About.tsx'
import { InvoiceWindow } from '../invoices/InvoiceWindow.tsx'
import { JournalWindow } from '../journals/JournalWindow.tsx'
import { MenuLetters } from '../menus/MenuLetters.tsx'
import { MenuList } from '../menus/MenuList.tsx'
import { OwnOrderSheet } from '../orders/OwnOrderSheet.tsx'
import { Printers } from '../printing/Printers.tsx'
import { ProfileWindow } from '../profiles/ProfileWindow.tsx'
import { Sellers } from '../sellers/Sellers.tsx'
import { WebOrderSettings } from '../settings/WebOrderSettings.tsx'
import { SettlementWindow } from '../settlements/SettlementWindow.tsx'
import { Setup } from '../setup/Setup.tsx'
import { StatisticsWindow } from '../statistics/StatisticsWindow.tsx'
import { InventoryWindow } from '../stock/InventoryWindow.tsx'
import { StockEntry } from '../stock/StockEntry.tsx'
import { StockState } from '../stock/StockState.tsx'
import { TechnicalEvents } from '../technical-events/TechnicalEvents.tsx'
import type { WindowRegistry } from './types.ts'

/** Every window that exists. */
export const windows: WindowRegistry = {
  setup: { title: 'setup.title', Component: Setup, size: 'dialog' },
  guide: { title: 'guide.title', Component: Guide, size: 'full' },
  about: { title: 'about.title', Component: About, size: 'dialog' },
  configuration: { title: 'configuration.title', Component: Configuration, size: 'full' },
  'web-order-settings': { title: 'webOrders.title', Component: WebOrderSettings, size: 'full' },
  'article-selection': { title: 'selection.title', Component: ArticleSelection, size: 'full' },
  'article-sheet': { title: 'sheet.title', Component: ArticleSheet, size: 'full' },
  'article-restore': { title: 'articleRestore.title', Component: ArticleRestore, size: 'full' },
  deals: { title: 'menus.title', Component: MenuList, size: 'full' },
  'deal-letters': { title: 'letters.title', Component: MenuLetters, size: 'full' },
  printers: { title: 'printing.title', Component: Printers, size: 'full' },
  sellers: { title: 'sellers.title', Component: Sellers, size: 'full' },
  counter: { title: 'counter.title', Component: Counter, size: 'full' },
  customers: { title: 'customers.title', Component: CustomerSearch, size: 'full' },
  'customer-sheet': { title: 'customer.title', Component: CustomerSheet, size: 'full' },
  'customer-restore': { title: 'restore.title', Component: CustomerRestore, size: 'full' },
  stock: { title: 'stockState.title', Component: StockState, size: 'full' },
  'stock-entry': { title: 'stockEntry.title', Component: StockEntry, size: 'full' },
  inventory: { title: 'inventory.title', Component: InventoryWindow, size: 'full' },
  'data-exchange': { title: 'exchange.title', Component: DataExchange, size: 'full' },
  backups: { title: 'backup.title', Component: BackupWindow, size: 'full' },
  profile: { title: 'profile.title', Component: ProfileWindow, size: 'dialog' },
  'technical-events': { title: 'jet.title', Component: TechnicalEvents, size: 'full' },
  journals: { title: 'journals.title', Component: JournalWindow, size: 'full' },
  statistics: { title: 'statistics.title', Component: StatisticsWindow, size: 'full' },
  invoices: { title: 'documents.title', Component: InvoiceWindow, size: 'full' },
  settlements: { title: 'settlements.title', Component: SettlementWindow, size: 'full' },
  'vat-rates': { title: 'vatRates.title', Component: VatRates, size: 'dialog' },
  'payment-modes': { title: 'paymentModes.title', Component: PaymentModes, size: 'dialog' },
  'new-order': { title: 'order.title', Component: OwnOrderSheet, size: 'full' },
  ...connectorWindows,
}
