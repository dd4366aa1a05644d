import { type App, startHub, type TestHub } from '@hub/testing'
import { checkProperty } from '@hub/testing/property'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meaningOfRetrieved, meaningOfUpload } from './testing/meaning.ts'
import { uploads } from './testing/uploads.ts'

let hub: TestHub
let app: App
let path: string
beforeAll(async () => {
  hub = await startHub()
  const account = await hub.account()
  app = await hub.app('till', { account })
  path = `/catalogs/${account.catalogId}`
})
afterAll(() => hub.close())

interface Item {
  id: string
  ref: string | null
}
interface Product extends Item {
  skus: Item[]
}
/** Ids of the items with a unique ref, which a repeated upload keeps (contract, catalogs §3). */
function lastingIds({ products, categories, deals, ...rest }: Record<string, Item[]>): string[] {
  const skus = (products as Product[]).flatMap((product) => product.skus)
  return [products!, categories!, deals!, rest.option_lists!, rest.discounts!, rest.charges!, skus].flatMap(
    (items) =>
      items
        .filter(({ ref }) => ref !== null && items.filter((other) => other.ref === ref).length === 1)
        .map(({ id }) => id),
  )
}

test('any catalog that is accepted is returned with the same meaning, and keeps its ids when sent again', async () => {
  await checkProperty(
    [uploads],
    async (data) => {
      const { status, body, text } = await app.put(path, { data })
      expect([status, body.errors]).toEqual([200, undefined])
      expect(meaningOfRetrieved(body.data)).toEqual(meaningOfUpload(data))
      expect((await app.get(path)).text).toBe(text)
      const again = await app.put(path, { data })
      expect(lastingIds(again.body.data)).toEqual(lastingIds(body.data))
      expect(meaningOfRetrieved(again.body.data)).toEqual(meaningOfUpload(data))
    },
    { runs: 60 },
  )
})
