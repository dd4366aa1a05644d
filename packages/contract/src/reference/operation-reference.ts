import type { TObject, TSchema } from 'typebox'
import type { OperationId } from '../operations.ts'

/** Documentation and schemas of one operation; its path and permission are in operations.ts. */
export interface OperationReference {
  /** The heading that groups it. */
  tag: Tag
  /** The entry's title, a few words. */
  summary: string
  /** Full sentences: what it does, its defaults, effects and specific refusals. */
  description: string
  /** `binary` for the bytes of an image; absent for an operation without a body. */
  body?: TSchema | 'binary'
  /** Filters and options of the query, besides `count` and `cursor`. */
  query?: TObject
  answer: TSchema | 'binary' | 'events'
  /** The request that a test sends to a real hub; the answer is in examples.json. */
  example?: { body?: unknown; query?: Record<string, string> }
}

export const tags = [
  'Orders',
  'Deliveries',
  'Callbacks',
  'Catalogs',
  'Catalog parts',
  'Images',
  'Inventories',
  'Customers',
  'Loyalty',
  'Locations',
  'Users',
] as const
export type Tag = (typeof tags)[number]

export type ReferencePart = Partial<Record<OperationId, OperationReference>>
