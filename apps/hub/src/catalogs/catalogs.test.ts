import { startHub, type TestHub } from '@hub/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyCatalog } from '../accounts/index.ts'
import { chain } from './testing/chain.ts'
import { harbourDeli } from './testing/harbour-deli.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

describe('creating, renaming, replacing (catalogs §3)', () => {
  test('content that is absent stays, content that is given replaces all (catalogs 18.2)', async () => {
    const { lille } = await chain(hub)
    const { body: created } = await lille.post('/location/catalogs', { name: 'A' })
    expect(created.data).toEqual(emptyCatalog)
    const path = `/catalogs/${created.id}`
    const { body: filled } = await lille.put(path, { data: harbourDeli })
    expect(filled.name).toBe('A')
    const { body: renamed } = await lille.put(path, { name: 'B', data: null })
    expect(renamed).toEqual({ ...filled, name: 'B' })
    expect((await lille.get(path)).body).toEqual(renamed)
    const categories = [{ ref: 'X', name: 'X' }]
    const { body: replaced } = await lille.put(path, { data: { categories, products: null } })
    expect(replaced.data).toEqual({ ...emptyCatalog, categories: [expect.objectContaining({ ref: 'X' })] })
    expect((await lille.put(path, { data: {} })).body.data).toEqual(emptyCatalog)
    expect((await lille.put(path, {})).status).toBe(200)
  })

  test('names collide between the account and its locations both ways, not between locations (catalogs 18.5)', async () => {
    const { account, whole, lille, north } = await chain(hub)
    const used = [{ field: 'name', message: 'is already used' }]
    expect((await lille.post('/location/catalogs', { name: 'Harbour Deli' })).body.errors).toEqual(used)
    const { body: web } = await lille.post('/location/catalogs', { name: 'Web' })
    expect((await whole.post('/account/catalogs', { name: 'Web ' })).body.errors).toEqual(used)
    expect((await whole.post(`/locations/${account.locationId}/catalogs`, { name: 'Web' })).status).toBe(422)
    expect((await north.post('/location/catalogs', { name: 'Web' })).status).toBe(200)
    expect((await lille.put(`/catalogs/${web.id}`, { name: 'Web' })).status).toBe(200)
    expect((await lille.put(`/catalogs/${web.id}`, { name: 'Harbour Deli' })).body.errors).toEqual(used)
    expect((await whole.put(`/catalogs/${account.catalogId}`, { name: 'Web' })).body.errors).toEqual(used)
    expect((await lille.post('/location/catalogs', { name: 'web' })).status).toBe(200)
  })

  test('the newest catalog comes first, of the location and of the account (catalogs §3)', async () => {
    const { account, whole, lille, north } = await chain(hub)
    await lille.post('/location/catalogs', { name: 'Lille 1' })
    await whole.post('/account/catalogs', { name: 'Account 2' })
    await north.post('/location/catalogs', { name: 'Roubaix' })
    const { body } = await lille.get('/location/catalogs')
    expect(names(body)).toEqual(['Account 2', 'Lille 1', 'Harbour Deli'])
    expect(body[0]).toMatchObject({ account_id: account.id })
    expect(body[0]).not.toHaveProperty('location_id')
    expect(body[1]).toMatchObject({ location_id: account.locationId })
    expect(names((await whole.get('/account/catalogs')).body)).toEqual(['Account 2', 'Harbour Deli'])
    const page = await lille.get('/location/catalogs?count=2')
    const next = await lille.get(`/location/catalogs?cursor=${page.headers.get('x-cursor-next')}`)
    expect(names(next.body)).toEqual(['Harbour Deli'])
    expect(next.headers.has('x-cursor-next')).toBe(false)
  })

  test('of two replacements at the same instant the result is one of the two, whole (catalogs 18.9)', async () => {
    const { lille } = await chain(hub)
    const { body } = await lille.post('/location/catalogs', { name: 'A' })
    const version = (letter: string) => ({
      name: letter,
      data: {
        categories: [{ ref: letter, name: letter }],
        products: [{ ref: letter, category_ref: letter, name: letter, skus: [{ price: '1.00 EUR' }] }],
      },
    })
    await Promise.all(
      ['B', 'C', 'D', 'E'].map((letter) => lille.put(`/catalogs/${body.id}`, version(letter))),
    )
    const { body: result } = await lille.get(`/catalogs/${body.id}`)
    expect('BCDE').toContain(result.name)
    expect(result.data).toMatchObject({
      categories: [{ ref: result.name }],
      products: [{ ref: result.name }],
    })
  })
})
