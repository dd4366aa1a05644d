import { createServer, type Socket } from 'node:net'
import { type App, startHub, type TestHub, until } from '@hub/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'

const limitBytes = 10_000_000

let nowMs = Date.now()
let hub: TestHub
// The hub counts the bytes sent to an address, so each target has its own hub.
beforeEach(async () => {
  hub = await startHub({ clock: { now: () => nowMs }, config: { callbackTimeoutMs: 150 } })
})
afterEach(() => hub.close())

/** A receiver that counts the bytes it gets. */
async function victim(answer: string | undefined) {
  let bytes = 0
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength
      if (answer !== undefined) socket.write(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/`,
    bytes: () => bytes,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Fills a journal with large events, as an attacker would. */
async function largeJournal(app: App, shop: App, accountId: string) {
  await app.listen({ order: ['create'] })
  await shop.post('/location/orders', { status: 'new', seller_notes: 'x'.repeat(1000) })
  await hub.parts.db`update change set new_state = replace(new_state, repeat('x', 1000), repeat('y', 400000))
    where account_id = ${accountId}`
  await hub.parts.db`insert into event (account_id, connection_id, id, seq, change_id, created_at, state)
    select account_id, connection_id, id || n, seq + n, change_id, created_at, 'acknowledged'
    from event, generate_series(1, 60) n where account_id = ${accountId}`
}

test.each([
  ['silent', undefined],
  ['answering 500', 'HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n'],
])(
  'replay is no amplifier: a target that is %s gets at most the bytes of S12 (security 10.5)',
  async (how, answer) => {
    const to = await victim(answer)
    // Several tenants, each with its own events and URLs.
    for (let tenant = 0; tenant < 4; tenant++) {
      const account = await hub.account()
      const app = await hub.app(`attacker ${tenant}`, { account })
      await largeJournal(app, await hub.app('shop', { account }), account.id)
      await app.receive(`${to.url}${tenant}`, { order: ['create'] })
      expect((await app.post('/callback/journal/replay', { from: '2020-01-01T00:00:00Z' })).status).toBe(200)
    }
    const before = performance.now()
    // Until nothing more is sent: each URL got what it may get, or the bytes of the minute are used up.
    let seen = 0
    for (let wait = 1; wait <= 7; wait++) {
      nowMs += 2 ** wait * 60_000
      await hub.parts.deliveries.look()
      let quiet = 0
      await until(() => {
        quiet = to.bytes() === seen ? quiet + 1 : 0
        seen = to.bytes()
        return quiet >= 40
      }, 30_000)
    }
    expect(performance.now() - before).toBeLessThan(59_000)
    console.log(`security 10.5: ${seen.toLocaleString('en')} bytes reached a target that is ${how}`)
    expect(seen).toBeGreaterThan(400_000)
    expect(seen).toBeLessThanOrEqual(limitBytes)
    await to.close()
  },
  120_000,
)
