import { managerOperations } from '@hub/contract/manager'
import { type OAuthClient, type Person, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  buildTenant,
  choices,
  fingerprint,
  type IdName,
  mix,
  namesIn,
  nothingOf,
  type TenantIds,
  withoutIds,
} from '../api/testing/tenant.ts'
import type { ManagerOperation, ManagerOperationId } from './operations.ts'
import { type ManagerCase, managerCases } from './testing/cases.ts'

/** One call of an operation, built from ids. */
interface Call {
  title: string
  method: string
  make(ids: TenantIds): {
    path: string
    query: Record<string, string>
    body: Record<string, unknown> | undefined
  }
}
/** The roles of back-office §3.1, and a user without rights; each in a separate account. */
type Role = 'admin' | 'manager' | 'admin of a location' | 'manager of a location' | 'nobody'

let hub: TestHub
let ours: { account: TestAccount; ids: TenantIds }
let theirs: { account: TestAccount; ids: TenantIds }
let neighbour: TenantIds
let people: Record<Role, Person>
let client: OAuthClient

beforeAll(async () => {
  hub = await startHub()
  const tenant = async () => {
    const account = await hub.account()
    const owner = await hub.person({ admin: [account] })
    const { ids } = await buildTenant(hub, { account, locationId: account.locationId, owner })
    return { account, ids, owner }
  }
  const own = await tenant()
  ours = own
  theirs = await tenant()
  const second = await hub.location(own.account.id, 'Roubaix')
  neighbour = (await buildTenant(hub, { account: own.account, locationId: second, owner: own.owner })).ids
  people = {
    admin: own.owner,
    manager: await hub.person({ manager: [own.account] }),
    'admin of a location': await hub.person({ admin: [own.ids.location_id] }),
    'manager of a location': await hub.person({ manager: [own.ids.location_id] }),
    nobody: await hub.person(),
  }
  client = await hub.oauthClient('Basil')
}, 120_000)
afterAll(() => hub.close())

/** The id for a path parameter. */
function idOf(name: string, path: string, ids: TenantIds): string {
  const atLocation = path.includes('/locations/')
  if (name === 'entity_id') return atLocation ? ids.location_id : ids.account_id
  if (name === 'permission_id') return atLocation ? ids.location_permission_id : ids.account_permission_id
  if (name === 'list_id') return ids.customer_list_id
  if (name === 'id' && path.includes('/catalogs')) return atLocation ? ids.catalog_id : ids.account_catalog_id
  if (name === 'id') return atLocation ? ids.customer_list_id : ids.account_list_id
  return ids[name as IdName]
}

function callsOf(id: ManagerOperationId): Call[] {
  const { method, path }: ManagerOperation = managerOperations[id]
  const given: ManagerCase = managerCases[id]
  const patterns = path.includes(':entity(')
    ? ['accounts', 'locations'].map((entity) => path.replace(/:entity\([a-z|]+\)/, entity))
    : [path]
  return patterns.map((pattern) => ({
    title: `${id} ${method} ${pattern}`,
    method,
    make: (ids) => ({
      path: pattern.slice('/api'.length).replace(/:(\w+)/g, (_, name: string) => idOf(name, pattern, ids)),
      query: given.query?.(ids) ?? {},
      body: given.body?.(ids) as Record<string, unknown> | undefined,
    }),
  }))
}

/** Sends the call. The two operations of the consent page need an authorisation request. */
async function send(person: Person, { title, method, make }: Call, ids: TenantIds) {
  const { path, query, body } = make(ids)
  const scope = 'location[orders.read,catalog.read,customer_list.read]'
  if (title.startsWith('getAuthorizePage')) {
    const page = await person.get(`/authorize${client.query({ ...query, scope })}`)
    return { status: page.status, text: JSON.stringify({ ...page.body, request: '' }) }
  }
  if (title.startsWith('authorize')) {
    const { body: page } = await person.get(`/authorize${client.query({ scope })}`)
    const answer = await person.post('/authorize', { ...body, decision: 'allow', request: page.request })
    return { status: answer.status, text: JSON.stringify(answer.body) }
  }
  const search = new URLSearchParams(query).toString()
  const answer = await person.send(method, search === '' ? path : `${path}?${search}`, body)
  return { status: answer.status, text: JSON.stringify(answer.body ?? null) }
}

/** Calls everything with ids of another tenant, and with ids that name nothing. Both answers must be the same. */
async function compare(person: Person, own: TenantIds, foreign: TenantIds, wrong: string[]): Promise<number> {
  const nowhere = nothingOf(foreign)
  let compared = 0
  for (const id of Object.keys(managerOperations) as ManagerOperationId[]) {
    if (managerCases[id].names === 'nothing') continue
    for (const call of callsOf(id)) {
      const names = namesIn(call.make, own).filter((name) => own[name] !== foreign[name])
      for (const chosen of choices(names)) {
        const [there, missing] = [mix(own, foreign, chosen), mix(own, nowhere, chosen)]
        const found = await send(person, call, there)
        const lost = await send(person, call, missing)
        compared++
        const told = withoutIds(found.text, there, chosen)
        if (found.status !== lost.status || told !== withoutIds(lost.text, missing, chosen))
          wrong.push(
            `${call.title} with ${chosen}: ${found.status} ${told.slice(0, 300)} / ${lost.status} ${lost.text.slice(0, 300)}`,
          )
      }
    }
  }
  return compared
}

test('every operation of the back office has a case, and every case names something or says why not (security 10.2)', () => {
  expect(Object.keys(managerCases).sort()).toEqual(Object.keys(managerOperations).sort())
  const idle = (Object.keys(managerOperations) as ManagerOperationId[]).filter(
    (id) =>
      managerCases[id].names !== 'nothing' &&
      callsOf(id).some(({ make }) => namesIn(make, ours.ids).length === 0),
  )
  expect(idle).toEqual([])
})

test('five roles, every operation: what is another tenant’s is not told from what is missing (security 10.2)', async () => {
  const before = await fingerprint(hub, theirs.account.id)
  const wrong: string[] = []
  const counts: string[] = []
  for (const [role, person] of Object.entries(people))
    counts.push(`${role} ${await compare(person, ours.ids, theirs.ids, wrong)}`)
  console.log(`security 10.2, back office: pairs of answers compared: ${counts.join(', ')}`)
  expect(wrong).toEqual([])
  expect(await fingerprint(hub, theirs.account.id)).toEqual(before)
}, 600_000)

test('who has rights on one location: what is another location’s is not told from what is missing (security 10.2)', async () => {
  const before = await fingerprint(hub, ours.account.id)
  const wrong: string[] = []
  const counts: string[] = []
  for (const role of ['admin of a location', 'manager of a location'] as const)
    counts.push(`${role} ${await compare(people[role], ours.ids, neighbour, wrong)}`)
  console.log(`security 10.2, between locations: pairs of answers compared: ${counts.join(', ')}`)
  expect(wrong).toEqual([])
  expect(await fingerprint(hub, ours.account.id)).toEqual(before)
}, 600_000)

test('with one’s own ids every operation is reached, so that the comparison means something (security 10.2)', async () => {
  const operations = Object.keys(managerOperations) as ManagerOperationId[]
  const isLast = (id: ManagerOperationId) => /^(delete|disconnect|remove)/.test(id)
  const unreached: string[] = []
  for (const id of operations.sort((left, right) => Number(isLast(left)) - Number(isLast(right)))) {
    const { names, isForInvitee } = managerCases[id]
    if (names === 'nothing' || isForInvitee) continue
    for (const call of callsOf(id)) {
      const { status, text } = await send(people.admin, call, ours.ids)
      // 409: in use by a connection of this test.
      if (status >= 400 && status !== 409) unreached.push(`${call.title}: ${status} ${text.slice(0, 200)}`)
    }
  }
  expect(unreached).toEqual([])
}, 120_000)
