import type { Migration } from '../platform/migrate.ts'
import { renewal } from './0210_reference_version.ts'

/** Sellers and payment modes are cached reference tables too: each sale reads both. */
export const referencePeople: Migration = {
  name: '0214_reference_people',
  statements: ['payment_mode', 'seller'].flatMap((table) =>
    ['insert', 'update', 'delete'].map((change) => renewal(table, change)),
  ),
}
