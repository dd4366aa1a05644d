import type { Kysely, Transaction } from 'kysely'

/**
 * The tables, for Kysely. Each slice adds its own by module augmentation, so that the platform knows none:
 * `declare module '../platform/db/schema.ts' { interface Schema { order: OrderTable } }`.
 */
// biome-ignore lint/suspicious/noEmptyInterface: augmented by the slices
export interface Schema {}

export type Db = Kysely<Schema>
export type Trx = Transaction<Schema>
