import { parseScope, type Scope } from '@hub/contract'
import { block, unblock } from '../connections/index.ts'
import {
  byOperator,
  choose,
  connect,
  type DisconnectParts,
  disconnect,
  findClient,
  isDeviceId,
  type Kind,
  loadChoices,
  nothingSelected,
  type Place,
  tokenAnswer,
} from '../oauth/index.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import type { Secrets } from '../platform/secrets.ts'
import { type Form, missing } from './form.ts'
import { getAccount, getLocation, readUser } from './places.ts'
import { findLivingConnection } from './store.ts'

export interface ConnectionParts extends DisconnectParts {
  secrets: Secrets
}

/**
 * Creates a connection without an authorisation page, for tests and migrations. Its account or location, catalog and
 * list are checked as on that page.
 * @returns the token answer of oauth §5, with the connection's id
 */
export async function operatorCreatesConnection({ db, secrets, bus }: ConnectionParts, form: Form) {
  const [clientId, scopeText] = [form.text('client'), form.text('scope')]
  const deviceId = form.optional('device')?.normalize() ?? null
  const user = await readUser(db, form, 'user', form.optional('user') ?? '')
  const scope = parseScope(scopeText)
  if (scopeText !== '' && !scope)
    form.problem('scope', 'invalid', `'${scopeText}' does not follow the grammar of scopes`)
  if (deviceId !== null && !isDeviceId(deviceId))
    form.problem(
      'device',
      'invalid_device_id',
      "must have 1 to 64 letters, digits, spaces or _ - . ' ( ) [ ] { }",
    )
  if (scope?.profile && !user) form.problem('user', 'blank', 'is needed by a scope with profile')
  if (clientId !== '' && !(await findClient(db, clientId)))
    form.problem('client', 'unknown', `'${clientId}' is not a client of this hub`)
  const selection = await readSelection(db, form, scope)
  form.check()
  const grant = { ...selection, clientId, scope: scope!, userId: user?.id ?? null, deviceId }
  const { connectionId } = await transaction(db, (trx) => connect(trx, secrets, grant, byOperator))
  bus.send('connection', connectionId)
  const answer = await tokenAnswer(db, secrets, selection.accountId, connectionId)
  return { ...answer, connection_id: connectionId }
}

async function readSelection(db: Db, form: Form, scope: Scope | undefined) {
  const [locationId, accountId] = [form.optional('location'), form.optional('account')]
  const [catalogId, customerListId] = [form.optional('catalog'), form.optional('customer_list')]
  if (!scope) return nothingSelected
  const needed = scope.level
  for (const [level, id] of [
    ['location', locationId],
    ['account', accountId],
  ] as const) {
    if (needed === level && id === undefined)
      form.problem(level, 'blank', `is needed by a scope of ${level} level`)
    if (needed !== level && id !== undefined) form.problem(level, 'invalid', 'does not go with this scope')
  }
  const id = needed === 'location' ? locationId : accountId
  if (needed === null || id === undefined) return nothingSelected
  const place = await getPlace(db, needed, id)
  const choices = await loadChoices(db, [place.accountId], scope)
  const pick = (field: string, kind: Kind, given: string | undefined) => {
    const possible = choices(place, kind)
    const picked = choose(possible, given)
    if (!('problem' in picked)) return picked.id
    const names = possible.map((choice) => `${choice.id} (${choice.name})`).join(', ') || 'none'
    form.problem(field, picked.problem, `must be one of those that can be chosen there: ${names}`)
    return null
  }
  return {
    ...place,
    catalogId: pick('catalog', 'catalog', catalogId),
    customerListId: pick('customer_list', 'customer_list', customerListId),
  }
}

async function getPlace(db: Db, level: 'location' | 'account', id: string): Promise<Place> {
  if (level === 'account') return { accountId: (await getAccount(db, id)).id, locationId: null }
  return { accountId: (await getLocation(db, id)).account_id, locationId: id }
}

/** @throws {ApiError} 404 */
export async function operatorChangesConnection(
  parts: ConnectionParts,
  id: string,
  action: 'block' | 'unblock' | 'disconnect',
) {
  const { db, bus } = parts
  const row = await findLivingConnection(db, { connectionId: id })
  if (!row) throw missing('connection', id)
  if (action === 'disconnect') {
    await disconnect(parts, row.account_id, id, { kind: 'operator' })
    return { id, disconnected: true }
  }
  await { block, unblock }[action](db, { accountId: row.account_id, connectionId: id })
  bus.send('connection', id)
  return { id, blocked: action === 'block' }
}
