import type { FieldCode } from '@hub/contract/manager'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Reach, ReachedAccount, ReachedLocation } from '../permissions/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Db, Trx } from '../platform/db/index.ts'
import { inDocumentOrder } from '../platform/document-order.ts'
import {
  type FieldProblem,
  invalidField,
  notAllowed,
  notFound,
  requestInvalid,
  validationFailed,
} from './errors.ts'
import { once } from './once.ts'
import type { BodyOf, ManagerOperation, ManagerOperationId, ParamsOf, QueryOf, UserOf } from './operations.ts'
import { readBody } from './read-body.ts'
import type { Visit } from './visit.ts'

/** An account or location named by a path, with what the user may do there. */
export type ReachedEntity =
  | { level: 'account'; accountId: string; locationId: null; account: ReachedAccount; abilities: Abilities }
  | {
      level: 'location'
      accountId: string
      locationId: string
      account: ReachedAccount
      location: ReachedLocation
      abilities: Abilities
    }
type Abilities = ReachedLocation['abilities']

/** One call of the back office: its user, entity and form. */
export interface ManagerCall<I extends ManagerOperationId> {
  /** Never null if the operation requires a user. */
  user: UserOf<I>
  visit: Visit
  params: ParamsOf<I>
  query: QueryOf<I>
  nowMs: number
  /**
   * Reads the form by the operation's schema and collects problems. Call it after the checks of access and ability,
   * so that a user without rights learns nothing from a bad form.
   */
  read(): BodyOf<I>
  /** Adds a problem to a field, unless the field already has one. */
  problem(field: string, code: FieldCode, message: string): void
  /** @throws {Refusal} 422 with all problems */
  check(): void
  /** All accounts that the user may access, by name. */
  accounts(): Promise<ReachedAccount[]>
  /** @throws {Refusal} 404 without a right on the account itself */
  account(accountId: string): Promise<ReachedAccount & { abilities: Abilities }>
  /** @throws {Refusal} 404 without any right on the account or one of its locations */
  withinAccount(accountId: string): Promise<ReachedAccount>
  /** @throws {Refusal} 404 */
  location(locationId: string): Promise<ReachedLocation>
  /** @throws {Refusal} 404 */
  entity(params: { entity: 'accounts' | 'locations'; entity_id: string }): Promise<ReachedEntity>
  /** @throws {Refusal} 403 */
  require(abilities: Abilities, ability: keyof Abilities): void
  /** Runs the transaction of an idempotent form; see {@link once}. */
  once<T extends object>(work: (trx: Trx) => Promise<T>): Promise<T>
  request: FastifyRequest
  reply: FastifyReply
}

export interface CallParts {
  db: Db
  clock: Clock
  reach: Reach
}

export function createCall<I extends ManagerOperationId>(
  { db, clock, reach }: CallParts,
  operation: ManagerOperation,
  visit: Visit,
  params: Record<string, string>,
  request: FastifyRequest,
  reply: FastifyReply,
): ManagerCall<I> {
  const problems: FieldProblem[] = []
  const nowMs = clock.now()
  const user = visit.session?.user ?? null
  const within = async (accountId: string) => {
    const reached = user && (await reach.find(user.id, accountId))
    if (!reached) throw notFound()
    return reached
  }
  const account = async (accountId: string) => {
    const reached = await within(accountId)
    if (reached.abilities === null) throw notFound()
    return { ...reached, abilities: reached.abilities }
  }
  const locationIn = async (locationId: string) => {
    const reached = await within(locationId.replace(/-\d+$/, ''))
    const location = reached.locations.find(({ id }) => id === locationId)
    if (!location) throw notFound()
    return { account: reached, location }
  }
  const call = {
    user,
    visit,
    params,
    query: readQuery(operation, request.query),
    nowMs,
    read() {
      const { body = {} } = request
      if (typeof body !== 'object' || body === null || Array.isArray(body))
        throw requestInvalid('The body must be a JSON object')
      return operation.body ? readBody(operation.body, body, problems) : undefined
    },
    problem(field: string, code: FieldCode, message: string) {
      if (!problems.some((known) => known.field === field)) problems.push({ field, code, message })
    },
    check() {
      if (problems.length > 0) throw validationFailed(inDocumentOrder(problems, request.body))
    },
    accounts: async () => (user ? reach.list(user.id) : []),
    account,
    withinAccount: within,
    location: async (locationId: string) => (await locationIn(locationId)).location,
    async entity({ entity, entity_id }: { entity: 'accounts' | 'locations'; entity_id: string }) {
      if (entity === 'accounts') {
        const reached = await account(entity_id)
        const { abilities } = reached
        return {
          level: 'account',
          accountId: entity_id,
          locationId: null,
          account: reached,
          abilities,
        } as const
      }
      const { account: around, location } = await locationIn(entity_id)
      return {
        level: 'location',
        accountId: around.id,
        locationId: location.id,
        account: around,
        location,
        abilities: location.abilities,
      } as const
    },
    require(abilities: Abilities, ability: keyof Abilities) {
      if (!abilities[ability]) throw notAllowed()
    },
    once: <T extends object>(work: (trx: Trx) => Promise<T>) =>
      once(db, formOf(request, user?.id, params, nowMs), work),
    request,
    reply,
  }
  return call as never as ManagerCall<I>
}

/** Refuses a repeated query parameter, or a value that the schema does not admit. Unknown parameters are ignored. */
function readQuery({ query }: ManagerOperation, given: unknown): Record<string, unknown> {
  if (!query) return given as Record<string, unknown>
  const { properties } = query as unknown as { properties: Record<string, unknown> }
  const known = Object.entries(given as object).filter(([key]) => Object.hasOwn(properties, key))
  const problems: FieldProblem[] = []
  const value = readBody(query, Object.fromEntries(known), problems)
  if (problems.length > 0) throw validationFailed(problems)
  return value as Record<string, unknown>
}

function formOf(
  request: FastifyRequest,
  userId: string | undefined,
  params: Record<string, string>,
  nowMs: number,
) {
  const key = request.headers['idempotency-key']
  if (key === undefined || userId === undefined) return undefined
  if (typeof key !== 'string' || key.length === 0 || key.length > 255)
    throw invalidField('Idempotency-Key', 'invalid', 'must have 1 to 255 characters')
  return { userId, key: [request.routeOptions.url, ...Object.values(params), key].join(' '), nowMs }
}
