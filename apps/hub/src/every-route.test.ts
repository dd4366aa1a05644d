import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawAnswer, RawConnection, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpRoute } from './platform/http/server.ts'

let hub: TestHub
let account: TestAccount
let strangers: TestAccount
/** Existing ids for each path parameter. A parameter that is missing here names nothing. */
let ids: Record<string, string>
let pages: string
beforeAll(async () => {
  pages = await mkdtemp(join(tmpdir(), 'hub-pages-'))
  await mkdir(join(pages, 'assets'))
  await writeFile(join(pages, 'index.html'), '<!doctype html><title>Back office</title>')
  await writeFile(join(pages, 'assets', 'index-BP3nU8C1.js'), 'export {}')
  hub = await startHub({ backOfficeDir: pages })
  account = await hub.account()
  strangers = await hub.account()
  const till = await hub.app('till', { account })
  const { body: order } = await till.post('/location/orders', { status: 'new' })
  ids = {
    account_id: account.id,
    location_id: account.locationId,
    order_id: order.id,
    connection_id: till.connectionId,
    catalog_id: account.catalogId,
    customer_list_id: account.customerListId,
    id: account.catalogId,
  }
})
afterAll(async () => {
  await hub.close()
  await rm(pages, { recursive: true })
})

const fill = ({ url }: HttpRoute) =>
  url
    .replace(/:entity_id/g, url.includes('/locations/') ? account.locationId : account.id)
    .replace(/:(\w+)/g, (_, name: string) => ids[name] ?? 'nope')
    .replace('*', 'location/orders')

const hex = (character: string) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`
const firstLetter = (path: string) => path.replace(/[a-z]/i, hex)
const lastLetter = (path: string) => path.replace(/[a-z](?=[^a-z]*$)/i, hex)

/** Other spellings of a path that lenient servers accept (security S1). */
const forms: Record<string, (path: string) => string> = {
  'first letter encoded': firstLetter,
  'first letter encoded in upper case': (path) =>
    firstLetter(path).replace(/%../, (code) => code.toUpperCase()),
  'last letter encoded': lastLetter,
  'slash encoded': (path) => `/%2f${path.slice(1)}`,
  'slash doubled at the start': (path) => `/${path}`,
  'slash doubled at the end': (path) => `${path}//`,
  'slashes doubled': (path) => path.replaceAll('/', '//'),
  'slash at the end': (path) => `${path}/`,
  'dot segment': (path) => `/.${path}`,
  'dot segments': (path) => `/login/..${path}`,
  'encoded dot segments': (path) => `/login/%2e%2e${path}`,
  'absolute form': (path) => `${hub.origin}${path}`,
  'absolute form of another scheme': (path) => `${hub.origin.replace('http', 'HTTPS')}${path}`,
  'upper case': (path) => path.toUpperCase(),
  'first letter in upper case': (path) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
  backslashes: (path) => path.replaceAll('/', '\\').replace('\\', '/\\'),
  'path parameter': (path) => path.replace(/^(\/[^/]+)/, '$1;x=1'),
}

type Headers = Record<string, string>

async function call(method: string, target: string, headers: Headers): Promise<RawAnswer> {
  const lines = Object.entries({ host: new URL(hub.origin).host, connection: 'close', ...headers })
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const connection = new RawConnection(hub.origin).send(`${method} ${target} HTTP/1.1\r\n${head}\r\n`)
  const answer = await connection.answer(method)
  connection.close()
  if (!answer) throw new Error(`${method} ${target}: no answer`)
  return answer
}

/** Errors are compared completely. A success may contain a time or a token, so only its status is compared. */
const decisionOf = ({ status, body }: RawAnswer) => (status < 400 ? { status } : { status, body })
const isNoRoute = ({ status, body }: RawAnswer) =>
  status === 404 && (body === '' || body.includes('routing_error') || body.includes('not_found'))

/** The spellings that got another decision than the plain path, and how many were tried. */
async function walk(credentials: (route: HttpRoute) => Promise<Headers>) {
  const wrong: unknown[] = []
  let tried = 0
  for (const route of hub.routes) {
    const path = fill(route)
    const plain = await call(route.method, path, await credentials(route))
    await Promise.all(
      Object.entries(forms).map(async ([form, write]) => {
        const answer = await call(route.method, write(path), await credentials(route))
        tried++
        const isSame = JSON.stringify(decisionOf(answer)) === JSON.stringify(decisionOf(plain))
        // A page reveals nothing: it queries the API, and shows "not found" for these paths.
        if (!isSame && !isNoRoute(answer)) wrong.push([route, form, decisionOf(plain), decisionOf(answer)])
      }),
    )
  }
  return { wrong, tried }
}

describe('every route in every form of its path', () => {
  test('is decided as the plain form without credentials (security S1, 10.1)', async () => {
    const { wrong, tried } = await walk(async () => ({}))
    process.stdout.write(`S1: ${hub.routes.length} routes, ${tried} requests without credentials\n`)
    expect(wrong).toEqual([])
  }, 180_000)

  test('is decided as the plain form with a foreign tenant’s credentials (security S1, 10.1)', async () => {
    const { token } = await hub.app('stranger', { account: strangers })
    const shared = await hub.person({ admin: [strangers] })
    const credentials = async ({ method, url }: HttpRoute): Promise<Headers> => {
      if (url.startsWith('/operator')) return { authorization: `Bearer ${token}` }
      if (!url.startsWith('/api')) return { 'x-access-token': token }
      // Some calls end the session with which they are made.
      const person = url.includes('logout') ? await hub.person({ admin: [strangers] }) : shared
      const cookie = `hub_session=${person.cookies.hub_session}`
      return method === 'GET' || method === 'HEAD'
        ? { cookie }
        : { cookie, 'x-csrf-token': await person.csrf() }
    }
    const { wrong, tried } = await walk(credentials)
    process.stdout.write(`S1: ${hub.routes.length} routes, ${tried} requests of a foreign tenant\n`)
    expect(wrong).toEqual([])
  }, 300_000)
})
