import { type App, RawConnection, startHub, type TestAccount, type TestHub } from '@hub/testing'
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
/** Several MB, read and checked as a whole before the last charge is refused: nothing of it reaches the database. */
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
    // With each of them the hub reads some more of it: only the last byte is missing afterwards.
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
    // Compiled in the event loop, it would let through those between two queries: five at most.
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
})
