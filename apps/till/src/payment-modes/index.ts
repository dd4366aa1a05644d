import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { PaymentKind, PaymentMode } from './wire.ts'

export type { PaymentKind, PaymentMode } from './wire.ts'

export function paymentModes({ http, database }: Platform): void {
  http.get('/api/payment-modes', () => listPaymentModes(database))
}

interface Row {
  id: number
  name: string
  kind: PaymentKind
  is_locked: number
  is_asleep: number
}

export const listPaymentModes = (database: Database): PaymentMode[] =>
  database
    .all<Row>('select id, name, kind, is_locked, is_asleep from payment_mode order by id')
    .map(({ id, name, kind, is_locked, is_asleep }) => ({
      id,
      name,
      kind,
      isLocked: is_locked === 1,
      isAsleep: is_asleep === 1,
    }))

/** Puts modes to sleep, in the caller's transaction; those not named are awake. A locked mode keeps its state. */
export function keepAwakeAllBut(database: Database, asleepIds: number[]): void {
  for (const { id, isLocked } of listPaymentModes(database)) {
    if (isLocked) continue
    database.run('update payment_mode set is_asleep = ? where id = ?', asleepIds.includes(id) ? 1 : 0, id)
  }
}
