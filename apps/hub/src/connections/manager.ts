import type { Abilities } from '@hub/contract/manager'
import { type Manager, type ManagerCall, notFound } from '../manager/index.ts'
import { type DisconnectParts, disconnect, endedForMs, listApps } from '../oauth/index.ts'
import type { Db } from '../platform/db/index.ts'
import { presentApp } from './app-links.ts'
import { healthOfAccount } from './health-readings.ts'
import { connectionGroups, presentConnection, presentEnded } from './present.ts'
import * as store from './store.ts'

type OnConnection = ManagerCall<'blockConnection' | 'unblockConnection' | 'disconnect'>

/** «CONNEXIONS» of the back office (contract, back-office §4.2). */
export function connectionRoutes(manager: Manager, parts: DisconnectParts) {
  const { db } = parts
  manager.operation('listConnections', async (call) => {
    const view = await readView(call, call.query)
    return { timezone: view.zone, groups: await listGroups(parts, view) }
  })

  manager.operation('listEndedConnections', async (call) => {
    const view = await readView(call, call.query)
    const since = new Date(call.nowMs - endedForMs)
    const rows = await store.listEnded(db, { accountId: view.account.id, since })
    return { timezone: view.zone, connections: presentEnded(view, rows) }
  })

  manager.operation('listApps', async (call) => {
    const { account, locations, withAccount } = await readView(call, call.query)
    const place = withAccount
      ? { level: 'account' as const, id: account.id, allowed: account.abilities?.connect === true }
      : { level: 'location' as const, id: locations[0]!.id, allowed: locations[0]!.abilities.connect }
    return (await listApps(db)).map((app) => presentApp(app, place))
  })

  manager.operation('blockConnection', async (call) => {
    const { id, account } = await reach(db, call, 'block')
    await store.block(db, { accountId: account.id, connectionId: id })
    return changed(parts, account, id)
  })

  manager.operation('unblockConnection', async (call) => {
    const { id, account } = await reach(db, call, 'block')
    await store.unblock(db, { accountId: account.id, connectionId: id })
    return changed(parts, account, id)
  })

  manager.operation('disconnect', async (call) => {
    const { id, account } = await reach(db, call, 'disconnect')
    const name = `${call.user.firstName} ${call.user.lastName}`.trim()
    await disconnect(parts, account.id, id, { kind: 'user', name })
    return null
  })
}

type ReadCall = Pick<ManagerCall<'listConnections'>, 'withinAccount'>

/** The selection in the back office: an account, and one of its locations or all that the user has access to. */
export async function readView(
  call: ReadCall,
  { account_id, location_id }: { account_id: string; location_id?: string | undefined },
) {
  const account = await call.withinAccount(account_id)
  const locations = account.locations.filter(({ id }) => location_id === undefined || id === location_id)
  const chosen = location_id === undefined ? undefined : locations[0]
  if (location_id !== undefined && !chosen) throw notFound()
  return { account, locations, withAccount: !chosen, zone: chosen?.timezone ?? account.timezone }
}
export type View = Awaited<ReturnType<typeof readView>>

export async function listGroups(parts: Pick<DisconnectParts, 'db' | 'clock'>, view: View) {
  const { account, locations } = view
  const health = await healthOfAccount(parts, account.id)
  const rows = await store.listOfAccount(parts.db, { accountId: account.id })
  return connectionGroups(account, locations, rows, { ...view, health })
}

/**
 * The connection, if the user has access to the account or location it is bound to, with the ability there.
 * @throws {Refusal} 404, 403
 */
async function reach(db: Db, call: OnConnection, ability: keyof Abilities) {
  const { account_id, connection_id: id } = call.params
  const account = await call.withinAccount(account_id)
  const row = await store.find(db, { accountId: account_id, connectionId: id })
  const entity =
    row?.location_id == null ? account : account.locations.find((location) => location.id === row.location_id)
  if (!row || !entity?.abilities) throw notFound()
  call.require(entity.abilities, ability)
  return { id, account }
}

async function changed(parts: DisconnectParts, account: { id: string; timezone: string }, id: string) {
  const { db, bus } = parts
  bus.send('connection', id)
  const row = await store.find(db, { accountId: account.id, connectionId: id })
  const health = (await healthOfAccount(parts, account.id)).get(id)
  // Disconnected in the meantime.
  if (!row || !health) throw notFound()
  return presentConnection(row, account.timezone, health)
}
