import type { ClientForm, DeveloperClient, DeveloperClientDetails } from '@hub/contract/manager'
import { limitReached, type Manager, type ManagerCall, notFound } from '../manager/index.ts'
import type { Bus } from '../platform/bus.ts'
import { afterCommit, type Db, transaction } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { formatTime } from '../platform/time.ts'
import { isNameReserved } from './approval.ts'
import { createClient, newClientSecret } from './clients.ts'
import { endConnection } from './connections.ts'
import * as store from './developer-store.ts'
import { nameKey } from './name-key.ts'
import { redirectUriProblem } from './redirect-uri.ts'

const shownConnections = 100
/** Contract, oauth §1: how long the previous secret stays valid for the token endpoint. */
const overlapMs = 24 * 60 * 60 * 1000

export interface DeveloperParts {
  db: Db
  secrets: Secrets
  bus: Bus
  /** Domain that client ids end in. */
  clientDomain: string
  /** Security S16. */
  clientsPerPerson: number
}

/** «DÉVELOPPEUR»: a user's own OAuth clients (contract, back-office §4.18). */
export function developerRoutes(manager: Manager, parts: DeveloperParts) {
  const { db, secrets, bus, clientDomain, clientsPerPerson } = parts
  manager.operation('listClients', async ({ user, nowMs }) =>
    (await store.list(db, { ownerId: user.id })).map((row) => present(row, nowMs)),
  )

  manager.operation('getClient', async (call) => detailsOf(db, call))

  manager.operation('createClient', async (call) => {
    const { name, redirect_uris: redirectUris } = await readForm(db, call)
    const { user } = call
    // The stored result of an idempotent form must not contain the secret in clear.
    const { client_id, sealed } = await call.once(async (trx) => {
      if ((await store.countLocked(trx, { ownerId: user.id })) >= clientsPerPerson)
        throw limitReached('clients', clientsPerPerson)
      const created = await createClient(
        { db: trx, secrets, domain: clientDomain },
        { name, ownerId: user.id, redirectUris },
      )
      return { client_id: created.clientId, sealed: secrets.encrypt(created.clientSecret) }
    })
    return { client_id, client_secret: secrets.decrypt(sealed) }
  })

  manager.operation('updateClient', async (call) => {
    const { user, params } = call
    const before = await get(db, call)
    const { name, redirect_uris } = await readForm(db, call, before.id)
    // The operator approved the client under its old name (contract, security S27).
    const staysApproved = nameKey(name) === nameKey(before.name)
    const owned = { ownerId: user.id, clientId: params.client_id }
    await store.update(db, { ...owned, name, redirectUris: redirect_uris, staysApproved })
    bus.send('client', params.client_id)
    return detailsOf(db, call)
  })

  manager.operation('rotateClientSecret', async ({ user, params, nowMs }) => {
    const secret = newClientSecret()
    const isRotated = await store.rotate(db, {
      ownerId: user.id,
      clientId: params.client_id,
      secretSealed: secrets.encrypt(secret),
      previousUntil: new Date(nowMs + overlapMs),
    })
    if (!isRotated) throw notFound()
    bus.send('client', params.client_id)
    return { client_id: params.client_id, client_secret: secret }
  })

  manager.operation('deleteClient', async ({ user, params, nowMs }) => {
    await transaction(db, async (trx) => {
      const [ownerId, clientId] = [user.id, params.client_id]
      if (!(await store.remove(trx, { ownerId, clientId, deletedAt: new Date(nowMs) }))) throw notFound()
      for (const { account_id, id } of await store.listConnected(trx, { clientId })) {
        await endConnection(trx, account_id, id, { kind: 'developer' })
        afterCommit(trx, () => bus.send('connection', id))
      }
    })
    bus.send('client', params.client_id)
    return null
  })
}

type OnClient = { user: { id: string }; params: { client_id: string } }

/** @throws {Refusal} 404 */
async function get(db: Db, { user, params }: OnClient) {
  const row = await store.find(db, { ownerId: user.id, clientId: params.client_id })
  if (!row) throw notFound()
  return row
}

async function detailsOf(db: Db, call: OnClient & { nowMs: number }): Promise<DeveloperClientDetails> {
  const row = await get(db, call)
  const connected = await store.listConnected(db, { clientId: row.id, limit: shownConnections })
  const named = (id: string | null, name: string | null) => (id && name !== null ? { id, name } : null)
  return {
    ...present(row, call.nowMs),
    connected: connected.map(({ account_id, account_name, location_id, location_name, device_id }) => ({
      account: named(account_id, account_name),
      location: named(location_id, location_name),
      device_id,
    })),
  }
}

const present = (row: store.DeveloperClientRow, nowMs: number): DeveloperClient => ({
  id: row.id,
  name: row.name,
  created_at: formatTime(row.created_at.getTime(), 'UTC'),
  redirect_uris: row.redirect_uris,
  is_app: row.is_app,
  approved: row.approved,
  connections: row.connections,
  previous_secret_until:
    row.previous_secret_until !== null && row.previous_secret_until.getTime() > nowMs
      ? formatTime(row.previous_secret_until.getTime(), 'UTC')
      : null,
})

/** @throws {Refusal} 422 */
async function readForm(
  db: Db,
  call: ManagerCall<'createClient'> | ManagerCall<'updateClient'>,
  ownId?: string,
): Promise<ClientForm> {
  const form = call.read()
  if (form.name !== undefined && (await isNameReserved(db, form.name, ownId)))
    call.problem('name', 'reserved_name', 'is that of an application which the operator of this hub approved')
  for (const [index, uri] of (form.redirect_uris ?? []).entries()) {
    const problem = uri === undefined ? undefined : redirectUriProblem(uri)
    if (problem !== undefined) call.problem(`redirect_uris[${index}]`, 'not_a_redirect_uri', problem)
  }
  call.check()
  return form
}
