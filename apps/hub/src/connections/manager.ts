import type { Abilities } from '@hub/contract/manager'
import { type Manager, type ManagerCall, notFound } from '../manager/index.ts'
import { type DisconnectParts, disconnect, listApps } from '../oauth/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Db } from '../platform/db/index.ts'
import { presentApp } from './app-links.ts'
import { connectionGroups, presentConnection } from './present.ts'
import * as store from './store.ts'

type OnConnection = ManagerCall<'blockConnection' | 'unblockConnection' | 'disconnect'>

/** «CONNEXIONS» of the back office (contract, back-office §4.2). */
export function connectionRoutes(manager: Manager, parts: DisconnectParts) {
  const { db, bus } = parts
  manager.operation('listConnections', async (call) => {
    const view = await readView(call, call.query)
    return { timezone: view.zone, groups: await listGroups(db, view, call.nowMs) }
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
    await store.block(db, [account.id, id])
    return changed(db, bus, account, { id, nowMs: call.nowMs })
  })

  manager.operation('unblockConnection', async (call) => {
    const { id, account } = await reach(db, call, 'block')
    await store.unblock(db, [account.id, id])
    return changed(db, bus, account, { id, nowMs: call.nowMs })
  })

  manager.operation('disconnect', async (call) => {
    const { id, account } = await reach(db, call, 'disconnect')
    await disconnect(parts, account.id, id)
    return null
  })
}

type ReadCall = Pick<ManagerCall<'listConnections'>, 'withinAccount'>

/** What the selectors of the back office stand on: an account, and one location of it or all within reach. */
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

export const listGroups = async (db: Db, view: View, nowMs: number) =>
  connectionGroups(view.account, view.locations, await store.listOfAccount(db, [view.account.id]), {
    ...view,
    nowMs,
  })

/**
 * The connection, if the user reaches the account or location that it is bound to and has that ability there.
 * @throws {Refusal} 404, 403
 */
async function reach(db: Db, call: OnConnection, ability: keyof Abilities) {
  const { account_id, connection_id: id } = call.params
  const account = await call.withinAccount(account_id)
  const [row] = await store.find(db, [account_id, id])
  const entity =
    row?.location_id == null ? account : account.locations.find((location) => location.id === row.location_id)
  if (!row || !entity?.abilities) throw notFound()
  call.require(entity.abilities, ability)
  return { id, account }
}

async function changed(
  db: Db,
  bus: Bus,
  account: { id: string; timezone: string },
  { id, nowMs }: { id: string; nowMs: number },
) {
  bus.send('connection', id)
  const [row] = await store.find(db, [account.id, id])
  // Disconnected by someone else in between.
  if (!row) throw notFound()
  return presentConnection(row, account.timezone, nowMs)
}
