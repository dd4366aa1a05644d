import type { Database } from '../platform/database.ts'
import { presentRow, type WebOrderRow } from './present.ts'
import * as store from './store.ts'

/** Validated orders with something left to pay, which no till invoiced (contract, kezia §5.9); by due time. */
export const listUnpaidWebOrders = (database: Database): WebOrderRow[] =>
  store
    .listUninvoiced(database)
    .map(presentRow)
    .filter(({ dueCents }) => dueCents > 0)
