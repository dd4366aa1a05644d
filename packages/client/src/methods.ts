import type { OperationId, operations } from '@hub/contract'
import type { reference } from '@hub/contract/reference'
import type { Static, TObject, TSchema } from 'typebox'
import type { PageOptions } from './pages.ts'

// One method per operation of the contract's table: `orders.create` is `client.orders.create`. Its arguments are the
// ids of the short path in order, then the body if there is one, then options, which include the query parameters.

export interface CallOptions {
  /** The location that the call concerns, with an account-level token (contract, general §1). */
  locationId?: string
  signal?: AbortSignal
}

export interface WriteOptions extends CallOptions {
  /** 1–255 printable characters. Requests with the same key are executed once (contract, extensions X2). */
  idempotencyKey?: string
}

export interface ListOptions extends CallOptions, PageOptions {}

/** The bytes of an image. */
export type Bytes = Uint8Array<ArrayBuffer>
export interface BinaryOptions {
  /** Media type of the bytes, such as `image/png`. Optional, since the hub detects it from the bytes. */
  contentType?: string
}

type Entry<Id> = Id extends keyof typeof reference ? (typeof reference)[Id] : never
type PathOf<Id extends OperationId> = (typeof operations)[Id] extends { short: infer Path extends string }
  ? Path
  : (typeof operations)[Id] extends { long: infer Path extends string }
    ? Path
    : never
type IdsOf<Path extends string> = Path extends `${string}:${infer Rest}` ? [id: string, ...IdsOf<Rest>] : []

type QueryOf<E> = E extends { query: infer Query extends TObject } ? Static<Query> : object
type BodyOf<E> = E extends { body: infer Body }
  ? [body: Body extends TSchema ? Static<Body> : Bytes | Blob]
  : []
type SendOptions<E> = E extends { body: 'binary' } ? WriteOptions & BinaryOptions : WriteOptions
type AnswerOf<E> = E extends { answer: infer Answer }
  ? Answer extends TSchema
    ? Static<Answer>
    : Answer extends 'binary'
      ? Bytes
      : never
  : never

type Method<
  Id extends OperationId,
  E = Entry<Id>,
  Ids extends string[] = IdsOf<PathOf<Id>>,
> = Id extends `${string}.list${string}`
  ? (
      ...args: [...Ids, options?: ListOptions & QueryOf<E>]
    ) => AsyncGenerator<ElementOf<AnswerOf<E>>, void, undefined>
  : (typeof operations)[Id]['methods'][0] extends 'GET' | 'DELETE'
    ? (...args: [...Ids, options?: CallOptions & QueryOf<E>]) => Promise<AnswerOf<E>>
    : (...args: [...Ids, ...BodyOf<E>, options?: SendOptions<E> & QueryOf<E>]) => Promise<AnswerOf<E>>
type ElementOf<List> = List extends readonly (infer Element)[] ? Element : never

/** The stream has its own methods, in client.ts. */
type MethodId = Exclude<OperationId, 'events.stream'>
type GroupOf<Id> = Id extends `${infer Group}.${string}` ? Group : never
type NameIn<Group extends string, Id> = Id extends `${Group}.${infer Name}` ? Name : never

export type OperationMethods = {
  [Group in GroupOf<MethodId>]: {
    [Id in MethodId as NameIn<Group, Id>]: Method<Id>
  }
}
