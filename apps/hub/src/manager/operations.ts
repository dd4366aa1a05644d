import type { managerOperations } from '@hub/contract/manager'
import type { Static, TSchema } from 'typebox'
import type { CurrentUser } from '../users/index.ts'

type Operations = typeof managerOperations
export type ManagerOperationId = keyof Operations

/** An entry of {@link managerOperations} as a general type. */
export interface ManagerOperation {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: string
  /** False if visitors may call it without signing in. */
  user?: boolean
  body?: TSchema
  query?: TSchema
  answer: TSchema
}

export type BodyOf<I extends ManagerOperationId> = Operations[I] extends { body: infer B extends TSchema }
  ? Static<B>
  : undefined
export type QueryOf<I extends ManagerOperationId> = Operations[I] extends { query: infer Q extends TSchema }
  ? Static<Q>
  : Record<string, unknown>
/** Null is answered as a 204. */
export type AnswerOf<I extends ManagerOperationId> = Static<Operations[I]['answer']>
export type UserOf<I extends ManagerOperationId> = Operations[I] extends { user: false }
  ? CurrentUser | null
  : CurrentUser

type Clean<Name> = Name extends `${infer Bare}(${string}` ? Bare : Name
type ParamName<Path> = Path extends `${string}/:${infer Rest}`
  ? Rest extends `${infer Name}/${infer Tail}`
    ? Clean<Name> | ParamName<`/${Tail}`>
    : Clean<Rest>
  : never
/** Parameters of the path; `entity` is `accounts` or `locations`. */
export type ParamsOf<I extends ManagerOperationId> = {
  [Name in ParamName<Operations[I]['path']>]: Name extends 'entity' ? 'accounts' | 'locations' : string
}
