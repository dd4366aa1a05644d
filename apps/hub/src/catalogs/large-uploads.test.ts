import { type App, RawConnection, startHub, type TestAccount, type TestHub, until } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let account: TestAccount
let app: App
const logged: string[] = []
beforeAll(async () => {
  const logTo = { write: (line: string) => void logged.push(line) }
  hub = await startHub({ logTo })
  account = await hub.account()
  app = await hub.app('shop', { account, scope: 'location[catalog.write]' })
})
afterAll(() => hub.close())

const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index))
const sku = { name: '1', price: '1.00 EUR' }
/** Several MB that are read and checked as a whole before the last charge is refused, so none of it is stored. */
const refused = Buffer.from(
  JSON.stringify({
    data: {
      categories: [{ ref: 'C', name: 'All' }],
      products: many(20_000, (n) => ({
        ref: `P${n}`,
        category_ref: 'C',
        name: 'x'.repeat(200),
        skus: [sku],
      })),
      charges: [{ name: 'N', type: 'x' }],
    },
  }),
)

const startUpload = () => {
  const lines = [
    `PUT /v1/catalogs/${account.catalogId} HTTP/1.1`,
    `host: ${new URL(hub.origin).host}`,
    `x-access-token: ${app.token}`,
    'content-type: application/json',
    `content-length: ${refused.length}`,
  ]
  return new RawConnection(hub.origin).send(`${lines.join('\r\n')}\r\n\r\n`)
}
const isHealthy = async () => (await fetch(`${hub.origin}/healthz`)).status === 200

describe('a large catalogue keeps nobody waiting (security S10)', () => {
  test('health checks are answered one after the other while it is compiled (security S10)', async () => {
    const connection = startUpload().send(refused.subarray(0, -1))
    // The hub reads a bit more with each of them; only the last byte is missing afterwards.
    for (let checks = 0; checks < 300; checks++) expect(await isHealthy()).toBe(true)
    let isAnswered = false
    const answer = connection
      .send(refused.subarray(-1))
      .answer()
      .finally(() => {
        isAnswered = true
      })
    let healthy = 0
    while (!isAnswered) if (await isHealthy()) healthy++
    expect(JSON.parse((await answer)?.body ?? '').errors).toMatchObject([{ field: 'data.charges[0].type' }])
    connection.close()
    // If it were compiled in the event loop, only requests between two queries would get through: at most five.
    expect(healthy).toBeGreaterThan(20)
  })

  test('one that is cut on its way is logged as no failure of the hub (general §8)', async () => {
    const connection = startUpload().send(refused.subarray(0, 1_000_000))
    for (let checks = 0; checks < 50; checks++) await isHealthy()
    connection.close()
    await connection.closed
    for (let checks = 0; checks < 50; checks++) await isHealthy()
    expect(logged.filter((text) => text.includes('unexpected failure'))).toEqual([])
  })

  test.each([
    ['a length', 'content-length: 19000000', '{'],
    ['chunks', 'transfer-encoding: chunked', '1\r\n{\r\n'],
  ])(
    'ten of one account are on their way at once, by %s; one that breaks off makes room (security S3)',
    async (_, framing, start) => {
      const own = await hub.account()
      const sender = await hub.app('many', { account: own, scope: 'location[catalog.write]' })
      const begin = () =>
        new RawConnection(hub.origin).send(
          `PUT /v1/catalogs/${own.catalogId} HTTP/1.1\r\nhost: ${new URL(hub.origin).host}\r\n` +
            `x-access-token: ${sender.token}\r\ncontent-type: application/json\r\n${framing}\r\n\r\n${start}`,
        )
      const connections = many(11, begin)
      const first = await Promise.race(connections.map((connection) => connection.answer()))
      expect([first?.status, first?.headers['retry-after']]).toEqual([429, '5'])
      // Another account's catalog is accepted in the meantime.
      expect((await app.put(`/catalogs/${account.catalogId}`, { name: 'x'.repeat(200_000) })).status).toBe(
        422,
      )
      for (const connection of connections) connection.close()
      await Promise.all(connections.map(({ closed }) => closed))
      await until(async () => {
        const after = await sender.put(`/catalogs/${own.catalogId}`, { name: 'x'.repeat(200_000) })
        return after.status === 422
      })
    },
  )

  test('one after the other, on one connection, all are taken (security S3)', async () => {
    const head = [
      `PUT /v1/catalogs/${account.catalogId} HTTP/1.1`,
      `host: ${new URL(hub.origin).host}`,
      `x-access-token: ${app.token}`,
      'content-type: application/json',
      'transfer-encoding: chunked',
    ]
    const connection = new RawConnection(hub.origin)
    for (let n = 0; n < 12; n++) {
      const answer = await connection.send(`${head.join('\r\n')}\r\n\r\n2\r\n{}\r\n0\r\n\r\n`).answer()
      expect(answer?.status).toBe(200)
    }
    connection.close()
  })
})
