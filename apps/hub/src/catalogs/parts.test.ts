import { type Answer, type App, startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chain } from './testing/chain.ts'
import { harbourDeli } from './testing/harbour-deli.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const refs = (rows: { ref: string }[]) => rows.map(({ ref }) => ref)

const productsOf = (wanted: readonly string[]) => ({
  categories: [{ ref: 'C', name: 'C' }],
  products: wanted.map((ref) => ({ ref, category_ref: 'C', name: 'P', skus: [{ price: '1.00 EUR' }] })),
})

async function nextPage(app: App, path: string, { headers }: Answer): Promise<Answer> {
  return app.get(`${path}?cursor=${headers.get('x-cursor-next')}`)
}

describe('the parts of a catalog (catalogs §1, §4)', () => {
  test('each list and each item are as in the whole (catalogs 18.1)', async () => {
    const { lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: harbourDeli })
    const { categories, products, option_lists, deals, discounts, charges } = body.data
    const collections: Record<string, { id: string }[]> = {
      categories,
      products,
      option_lists,
      deals,
      discounts,
      charges,
      ...Object.fromEntries([
        ...products.map(({ id, skus }: { id: string; skus: object[] }) => [`products/${id}/skus`, skus]),
        ...option_lists.map(({ id, options }: { id: string; options: object[] }) => [
          `option_lists/${id}/options`,
          options,
        ]),
      ]),
    }
    const reader = await hub.app('reader', { account: (await chain(hub)).account })
    for (const [path, items] of Object.entries(collections)) {
      const list = await lille.get(`/catalogs/${body.id}/${path}`)
      expect([path, list.body]).toEqual([path, items])
      expect(list.headers.has('x-cursor-next')).toBe(false)
      for (const item of items) {
        expect((await lille.get(`/catalogs/${body.id}/${path}/${item.id}`)).body).toEqual(item)
        expect((await reader.get(`/catalogs/${body.id}/${path}/${item.id}`)).status).toBe(404)
      }
    }
    // Variants have no paths of their own.
    expect((await lille.get(`/catalogs/${body.id}/variants`)).text).toBe('{"error_type":"routing_error"}')
  })

  test('an id below another parent, of another kind or of another catalog is missing (catalogs §1)', async () => {
    const { account, lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: harbourDeli })
    const { products, option_lists, deals } = body.data
    const [first, second] = products
    const [sauces, bread] = option_lists
    const missing = [
      `${body.id}/products/${second.id}/skus/${first.skus[0].id}`,
      `${body.id}/products/${deals[0].id}/skus`,
      `${body.id}/products/nope/skus`,
      `${body.id}/option_lists/${bread.id}/options/${sauces.options[0].id}`,
      `${body.id}/option_lists/nope/options`,
      `${body.id}/products/${first.skus[0].id}`,
      `${body.id}/charges/${deals[0].id}`,
      `${account.catalogId}/products/${first.id}`,
      `${account.catalogId}/products/${first.id}/skus`,
      'nope/products',
    ]
    for (const path of missing) {
      const { status, text } = await lille.get(`/catalogs/${path}`)
      expect([path, status, text]).toEqual([path, 404, '{"error_type":"not_found"}'])
    }
  })

  test('an empty part is an empty list', async () => {
    const { account, lille } = await chain(hub)
    expect((await lille.get(`/catalogs/${account.catalogId}/deals`)).text).toBe('[]')
  })

  test('150 products come as 100 and 50, in upload order (catalogs §4, general §4)', async () => {
    const { lille } = await chain(hub)
    const wanted = Array.from({ length: 150 }, (_, n) => `${(n * 7) % 150}`)
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: productsOf(wanted) })
    const path = `/catalogs/${body.id}/products`
    const first = await lille.get(path)
    expect(refs(first.body)).toEqual(wanted.slice(0, 100))
    const second = await nextPage(lille, path, first)
    expect(refs(second.body)).toEqual(wanted.slice(100))
    expect(second.headers.has('x-cursor-next')).toBe(false)
    const cursor = first.headers.get('x-cursor-next')
    const elsewhere = await lille.get(`/catalogs/${body.id}/categories?cursor=${cursor}`)
    expect([elsewhere.status, elsewhere.body.errors[0].field]).toEqual([422, 'cursor'])
  })

  test('a catalog replaced while it is paged gives no product twice and skips none that stayed (general §4)', async () => {
    const { lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', { name: 'Web', data: productsOf([...'ABCDEF']) })
    const path = `/catalogs/${body.id}/products`
    const first = await lille.get(`${path}?count=2`)
    await lille.put(`/catalogs/${body.id}`, { data: productsOf([...'XYABCDEF']) })
    const second = await nextPage(lille, path, first)
    expect(refs([...first.body, ...second.body])).toEqual([...'ABCD'])
    // The last listed item is removed, so the page starts at the item that followed it.
    await lille.put(`/catalogs/${body.id}`, { data: productsOf([...'ABCEF']) })
    expect(refs((await nextPage(lille, path, second)).body)).toEqual([...'EF'])
    // No id was kept, so the page starts after the position of the sixth item; it is empty if fewer are left.
    await lille.put(`/catalogs/${body.id}`, { data: productsOf([...'QRSTUVW']) })
    expect(refs((await nextPage(lille, path, second)).body)).toEqual([...'W'])
    await lille.put(`/catalogs/${body.id}`, { data: productsOf([...'Z']) })
    const beyond = await nextPage(lille, path, second)
    expect([beyond.status, beyond.text, beyond.headers.has('x-cursor-next')]).toEqual([200, '[]', false])
  })
})
