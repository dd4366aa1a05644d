import type { Database } from '../platform/database.ts'
import { rememberReferences } from '../platform/reference-memory.ts'
import type { PaymentKind, PaymentMode } from './wire.ts'

interface Row {
  id: number
  name: string
  kind: PaymentKind
  is_locked: number
  is_asleep: number
  accounting_code: string
  opens_drawer: number
  terminal_type: string
}

const columns = 'id, name, kind, is_locked, is_asleep, accounting_code, opens_drawer, terminal_type'

const fromRow = ({ id, name, kind, ...row }: Row): PaymentMode => ({
  id,
  name,
  kind,
  isLocked: row.is_locked === 1,
  isAsleep: row.is_asleep === 1,
  accountingCode: row.accounting_code,
  opensDrawer: row.opens_drawer === 1,
  terminalType: row.terminal_type,
})

export const listPaymentModes = (database: Database): PaymentMode[] =>
  database.all<Row>(`select ${columns} from payment_mode order by id`).map(fromRow)

const memoryOf = rememberReferences((): { modes?: Map<number, PaymentMode> } => ({}))

/** Cached: a till has about a dozen modes. */
export function findPaymentMode(database: Database, id: number): PaymentMode | undefined {
  const memory = memoryOf(database)
  memory.modes ??= new Map(listPaymentModes(database).map((mode) => [mode.id, mode]))
  return memory.modes.get(id)
}

/** Puts these modes to sleep and wakes all others, in the caller's transaction. Locked modes keep their state. */
export function keepAwakeAllBut(database: Database, asleepIds: number[]): void {
  for (const { id, isLocked } of listPaymentModes(database)) {
    if (isLocked) continue
    database.run('update payment_mode set is_asleep = ? where id = ?', asleepIds.includes(id) ? 1 : 0, id)
  }
}
