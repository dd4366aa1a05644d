import type { TObject, TSchema } from 'typebox'
import type { OperationId } from '../operations.ts'

/** What the API reference and the client say of one operation; its path and permission are in operations.ts. */
export interface OperationReference {
  /** The heading it stands under. */
  tag: Tag
  /** A few words, the entry's title. */
  summary: string
  /** Full sentences: what it does, defaults, effects, refusals of its own. */
  description: string
  /** `binary`: an image as it is. Absent: the operation takes no body. */
  body?: TSchema | 'binary'
  /** Filters and options of the query; `count` and `cursor` go without saying. */
  query?: TObject
  answer: TSchema | 'binary' | 'events'
  /** What a test sends to a real hub; what came back is in examples.json. */
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
