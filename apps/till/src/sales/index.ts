export { sales } from './routes.ts'
export { tariffTitleOnTickets } from './settings.ts'
export type { Sale } from './wire.ts'
