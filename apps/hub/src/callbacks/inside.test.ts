import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { JournalEvent } from '@hub/contract'
import { startHub, until } from '@hub/testing'
import { expect, test } from 'vitest'
import type { ResolvedAddress } from './addresses.ts'
import { insideHosts } from './testing/inside-hosts.ts'

/** Names, and the answers of an attacker's name servers. */
const insideNames: readonly [host: string, address: string, family: 4 | 6][] = [
  ['loopback.example', '127.0.0.1', 4],
  ['private.example', '10.0.0.1', 4],
  ['carrier.example', '100.100.0.1', 4],
  ['metadata.example', '169.254.169.254', 4],
  ['unspecified.example', '0.0.0.0', 4],
  ['loopback6.example', '::1', 6],
  ['mapped.example', '::ffff:127.0.0.1', 6],
  ['nat64.example', '64:ff9b::7f00:1', 6],
  ['6to4.example', '2002:7f00:1::', 6],
  ['unique-local.example', 'fd00::1', 6],
]
const localNames = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost']

test('every form of an address inside is refused at registration and at delivery: no packet inside (security 10.7)', async () => {
  let connections = 0
  const inner = createServer((socket) => {
    connections++
    socket.destroy()
  })
  inner.listen(0, '::')
  await once(inner, 'listening')
  const { port } = inner.address() as AddressInfo

  const names = new Map<string, ResolvedAddress>(
    insideNames.map(([host, address, family]) => [host, { address, family }]),
  )
  const loopback = { address: '127.0.0.1', family: 4 }
  const rebound = 'rebinding.example'
  let isRebound = false
  const hub = await startHub({
    config: { callbackUrls: { allowHttp: true, allowLoopback: false, allowedCidrs: [] } },
    resolveHost: async (host) => {
      if (/(^|\.)localhost\.?$/.test(host) || (host === rebound && isRebound)) return [loopback]
      return [names.get(host) ?? { address: '93.184.216.34', family: 4 }]
    },
  })
  const account = await hub.account()
  const shop = await hub.app('shop', { account })
  const events = { order: ['create'] }
  const hosts = [...insideHosts.map(([, host]) => host), ...names.keys(), ...localNames]
  const prober = await hub.app('prober', { account })
  for (const host of hosts) {
    for (const url of [`http://${host}:${port}/`, `https://${host}:${port}/`]) {
      const { status, body } = await prober.post('/callback', { url, events })
      expect([url, status, body.errors]).toEqual([url, 422, [{ field: 'url', message: 'is not allowed' }]])
    }
  }

  // As if they had passed the check at registration, each on its own connection.
  const kitchens = await Promise.all(
    [...hosts, rebound].map(async (host) => {
      const kitchen = await hub.app(`kitchen of ${host}`, { account })
      await kitchen.receive(`http://${rebound}:${port}/`, events)
      const url = `http://${host}:${port}/`
      const { db } = hub.parts
      await db`update connection set callback_url = ${url} where id = ${kitchen.connectionId}`
      await db`update callback_target set url = ${url} where connection_id = ${kitchen.connectionId}`
      hub.parts.bus.send('connection', kitchen.connectionId)
      return { host, kitchen }
    }),
  )
  isRebound = true
  expect((await shop.post('/location/orders', { status: 'new' })).status).toBe(200)
  for (const { host, kitchen } of kitchens) {
    let attempts: JournalEvent['attempts'] = []
    await until(async () => {
      attempts = (await kitchen.get('/callback/journal')).body[0]?.attempts ?? []
      return attempts.length > 0
    })
    expect([host, attempts[0]!.status, attempts[0]!.error]).toEqual([
      host,
      null,
      'the address is not allowed',
    ])
  }
  console.log(
    `security 10.7: ${hosts.length} forms at registration, ${kitchens.length} at delivery, ${connections} connections inside`,
  )
  expect(hosts.length).toBeGreaterThanOrEqual(30)
  expect(connections).toBe(0)
  await hub.close()
  inner.close()
}, 120_000)
