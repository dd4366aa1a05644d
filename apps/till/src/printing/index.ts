import type { Platform } from '../platform/platform.ts'
import { printingRoutes } from './routes.ts'
import { startPrinting } from './worker.ts'

export { type ComparedLine, compareDishes, type DishChange, dishesOf } from './differences.ts'
export { type Block, centred, gap, type PrintDocument, pair, rule, table, text } from './document.ts'
export {
  dueText,
  type PreparationHead,
  type PrintedLine,
  type PrintedOrder,
  vatTable,
} from './documents/order.ts'
export * as words from './documents/words.ts'
export { cancelPreparation, followPreparation, type KitchenOrder, printPreparation } from './kitchen.ts'
export {
  hasDrawer,
  hasPrinters,
  openDrawer,
  type PrintTools,
  printOnTickets,
  printOrderTicket,
  printRoutes,
} from './queue.ts'
export type { Timing } from './timing.ts'

/**
 * Network printers and their queues (contract, kezia §5.6). Other folders queue documents in their own
 * transaction and never wait for paper.
 */
export function printing(platform: Platform): void {
  printingRoutes(startPrinting(platform))
}
