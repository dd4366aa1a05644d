export { sales } from './routes.ts'
export { tariffTitleOnTickets, zeroPriceSales } from './settings.ts'
export { hasSales, wasSold } from './store.ts'
export type { Sale } from './wire.ts'
