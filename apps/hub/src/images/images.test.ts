import { createHash, randomBytes } from 'node:crypto'
import { type App, startHub, type TestAccount, type TestHub } from '@hub/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { removeUnusedImages } from './index.ts'

const clock = { offsetMs: 0, now: () => Date.now() + clock.offsetMs }
const dayMs = 24 * 60 * 60 * 1000
const monthSeconds = 2_592_000

let hub: TestHub
beforeAll(async () => {
  hub = await startHub({ clock })
})
afterAll(() => hub.close())
afterEach(() => {
  clock.offsetMs = 0
})

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
/** Bytes that pass as an image, different each time. */
const png = (size = 64) => Buffer.concat([signature, randomBytes(size - signature.length)])
const manager = (account: TestAccount, client?: { clientId: string }) =>
  hub.app('catalog manager', {
    account,
    scope: 'account[all_catalogs.write]',
    ...(client ? { client } : {}),
  })

async function shop() {
  const account = await hub.account()
  const app = await manager(account)
  const path = `/catalogs/${account.catalogId}/images`
  return { account, app, path, catalog: `/catalogs/${account.catalogId}` }
}

const upload = (app: App, path: string, raw: Buffer | string = png(), type: string | null = 'image/png') =>
  app.post(path, undefined, { raw, headers: type === null ? {} : { 'content-type': type } })
const errorsOf = ({ body }: { body: { errors: object[] } }) => body.errors
const notFoundAnswer = { status: 404, body: { error_type: 'not_found' } }

/** A content that uses the images, on each kind of item that may have images. */
const content = ([category, product, deal, discount]: (string | undefined)[] = []) => {
  const ids = (id: string | undefined) => ({ image_ids: id === undefined ? [] : [id] })
  return {
    categories: [{ ref: 'C', name: 'All', ...ids(category) }],
    products: [
      { category_ref: 'C', name: 'Tea', skus: [{ ref: 'TEA', price: '2.00 EUR' }], ...ids(product) },
    ],
    deals: [{ name: 'D', lines: [{ skus: [{ ref: 'TEA' }], pricing_effect: 'unchanged' }], ...ids(deal) }],
    discounts: [{ name: 'D', pricing_effect: 'percentage_off', pricing_value: '10', ...ids(discount) }],
  }
}

describe('uploading an image (catalogs §14)', () => {
  test('it is described by what it is, not by what its header says (catalogs 18.6)', async () => {
    const { app, path } = await shop()
    const data = png()
    const { status, body } = await upload(app, path, data, 'image/jpeg; quality=1')
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.any(String),
      private_ref: null,
      type: 'image/png',
      size: data.length,
      md5: createHash('md5').update(data).digest('hex'),
      seconds_before_removal: monthSeconds,
    })
    const jpeg = Buffer.from('\xff\xd8\xff\xe0\0\x10JFIF\0', 'latin1')
    expect((await upload(app, path, jpeg, 'image/jpg')).body.type).toBe('image/jpeg')
    const again = await upload(app, path, data)
    expect(again.body).toMatchObject({ md5: body.md5 })
    expect(again.body.id).not.toBe(body.id)
  })

  test('an image of more than 40 million pixels is refused (security S17)', async () => {
    const { app, path } = await shop()
    const sized = (height: number) => {
      const head = Buffer.alloc(16)
      head.writeUInt32BE(13, 0)
      head.write('IHDR', 4)
      head.writeUInt32BE(8000, 8)
      head.writeUInt32BE(height, 12)
      return Buffer.concat([signature, head])
    }
    expect((await upload(app, path, sized(5000))).status).toBe(200)
    const refused = await upload(app, path, sized(5001))
    expect([refused.status, errorsOf(refused)]).toEqual([
      422,
      [{ field: 'data', message: 'must not exceed 40000000 pixels' }],
    ])
  })

  test('1,048,576 bytes are taken, one more is refused (catalogs 18.6)', async () => {
    const { app, path } = await shop()
    const whole = png(1_048_576)
    const { status, body } = await upload(app, path, whole)
    expect([status, body.size]).toEqual([200, whole.length])
    const read = await fetch(`${hub.origin}/v1${path}/${body.id}/data`, {
      headers: { 'x-access-token': app.token },
    })
    expect(Buffer.from(await read.arrayBuffer()).equals(whole)).toBe(true)
    const refusal = [{ field: 'data', message: 'must not exceed 1 MB' }]
    expect(errorsOf(await upload(app, path, png(1_048_577)))).toEqual(refusal)
    // In chunks, so that no header gives the length.
    const chunked = await fetch(`${hub.origin}/v1${path}`, {
      method: 'POST',
      headers: { 'x-access-token': app.token, 'content-type': 'image/png' },
      body: new Blob([png(1_200_000)]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect([chunked.status, await chunked.json()]).toMatchObject([422, { errors: refusal }])
  })

  test('what is no image is refused by its content, another kind of body by its type (catalogs 18.6)', async () => {
    const { app, path } = await shop()
    const refusal = [{ field: 'data', message: 'is not a supported image' }]
    for (const data of ['', 'a text', '<svg/>', signature.subarray(0, 5)]) {
      const refused = await upload(app, path, data)
      expect([refused.status, errorsOf(refused)]).toEqual([422, refusal])
    }
    const types = [
      'application/json',
      'application/octet-stream',
      'image/svg+xml',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]
    for (const type of types) {
      const refused = await upload(app, path, png(), type)
      expect([type, refused.status, refused.body.error_type]).toEqual([type, 415, 'unsupported_media_type'])
    }
    const untyped = await fetch(`${hub.origin}/v1${path}`, {
      method: 'POST',
      headers: { 'x-access-token': app.token },
      body: new Uint8Array(png()),
    })
    expect([untyped.status, await untyped.json()]).toMatchObject([
      415,
      { error_type: 'unsupported_media_type' },
    ])
    expect((await app.get(path)).body).toEqual([])
  })

  test('a private ref is its client’s own, and taken while the image is there (catalogs 18.6)', async () => {
    const { account, app, path } = await shop()
    const other = await manager(account)
    const { body } = await upload(app, `${path}?private_ref=logo%201`)
    expect(body.private_ref).toBe('logo 1')
    const taken = await upload(app, `${path}?private_ref=logo%201`)
    expect([taken.status, errorsOf(taken)]).toEqual([
      422,
      [{ field: 'private_ref', message: 'is already used' }],
    ])
    expect((await other.get(`${path}/${body.id}`)).body).toEqual({ ...body, private_ref: null, ...ticking })
    const { body: own } = await upload(other, `${path}?private_ref=logo%201`)
    const ids = async (reader: App, query: string) =>
      (await reader.get(`${path}${query}`)).body.map(({ id }: { id: string }) => id)
    expect(await ids(app, '?private_ref=logo%201')).toEqual([body.id])
    expect(await ids(other, '?private_ref=logo%201')).toEqual([own.id])
    expect(await ids(app, '?private_ref=LOGO%201')).toEqual([])
    expect(await ids(app, '?count=1&cursor=x')).toEqual([body.id, own.id])
    // Private refs are unique per catalog, so another catalog accepts it.
    const elsewhere = await hub.catalog(account.id, 'Lille', account.locationId)
    expect((await upload(app, `/catalogs/${elsewhere}/images?private_ref=logo%201`)).status).toBe(200)
    for (const [ref, message] of [
      ['', "can't be blank"],
      ['x'.repeat(256), 'is too long (maximum is 255 characters)'],
      ['%00', 'contains characters that are not allowed'],
    ]) {
      const refused = await upload(app, `${path}?private_ref=${ref}`)
      expect([refused.status, errorsOf(refused)]).toEqual([422, [{ field: 'private_ref', message }]])
    }
    expect((await upload(app, `${path}?private_ref=${'x'.repeat(255)}`)).status).toBe(200)
    clock.offsetMs = 30 * dayMs + 1000
    expect((await upload(app, `${path}?private_ref=logo%201`)).status).toBe(200)
  })

  test('two uploads of one private ref at the same instant keep one image', async () => {
    const { app, path } = await shop()
    const answers = await Promise.all([1, 2, 3].map(() => upload(app, `${path}?private_ref=once`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422])
    expect((await app.get(path)).body).toHaveLength(1)
  })
})

const ticking = { seconds_before_removal: expect.any(Number) }

describe('reading images (catalogs §14)', () => {
  test('all images of the catalog come at once, the oldest first', async () => {
    const { account, app, path } = await shop()
    const uploaded: string[] = []
    for (let n = 0; n < 105; n++) uploaded.push((await upload(app, path)).body.id)
    const { body, headers } = await app.get(path)
    expect(body.map(({ id }: { id: string }) => id)).toEqual(uploaded)
    expect(headers.get('x-cursor-next')).toBeNull()
    expect((await app.get(`${path}/${uploaded[7]}`)).body).toEqual({ ...body[7], ...ticking })
    const elsewhere = await hub.catalog(account.id, 'Lille', account.locationId)
    expect((await app.get(`/catalogs/${elsewhere}/images`)).body).toEqual([])
    expect(await app.get(`/catalogs/${elsewhere}/images/${uploaded[7]}`)).toMatchObject(notFoundAnswer)
    expect(await app.get(`/catalogs/${elsewhere}/images/${uploaded[7]}/data`)).toMatchObject(notFoundAnswer)
  })

  test('the data has the type of the image, may be kept for long, and is never a page', async () => {
    const { app, path } = await shop()
    const data = Buffer.concat([signature, Buffer.from('<script>alert(1)</script>')])
    const { body } = await upload(app, path, data, 'image/gif')
    const url = `${hub.origin}/v1${path}/${body.id}/data`
    const get = (headers: Record<string, string> = {}) =>
      fetch(url, { headers: { 'x-access-token': app.token, ...headers } })
    const first = await get()
    expect(Buffer.from(await first.arrayBuffer())).toEqual(data)
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': `${data.length}`,
      etag: `"${body.md5}"`,
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
    })
    for (const known of [`"${body.md5}"`, `W/"${body.md5}"`, `"other", "${body.md5}"`, '*']) {
      const again = await get({ 'if-none-match': known })
      expect([known, again.status, await again.text()]).toEqual([known, 304, ''])
      expect(again.headers.get('etag')).toBe(`"${body.md5}"`)
    }
    expect((await get({ 'if-none-match': '"other"' })).status).toBe(200)
    const head = await fetch(url, { method: 'HEAD', headers: { 'x-access-token': app.token } })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, `${data.length}`])
  })

  test('there is no way to change or delete an image', async () => {
    const { app, path } = await shop()
    const { body } = await upload(app, path)
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      expect((await app.call(method, `${path}/${body.id}`)).text).toBe('{"error_type":"routing_error"}')
  })
})

describe('images in use (catalogs §14)', () => {
  test('an image stays while the catalog uses it, and thirty days after (catalogs 18.6)', async () => {
    const { app, path, catalog } = await shop()
    const images: { id: string }[] = []
    for (let n = 0; n < 4; n++) images.push((await upload(app, path)).body)
    const ids = images.map(({ id }) => id)
    const seconds = async () =>
      (await app.get(path)).body.map(
        (image: { seconds_before_removal: number | null }) => image.seconds_before_removal,
      )
    const put = (used: string[]) => app.put(catalog, { data: content(used) })
    const { body } = await put(ids)
    expect(body.data.products[0].image_ids).toEqual([ids[1]])
    // Categories, products, deals and discounts count alike.
    expect(await seconds()).toEqual([null, null, null, null])

    clock.offsetMs = 40 * dayMs
    expect(await seconds()).toEqual([null, null, null, null])
    await app.put(catalog, { name: 'A rename leaves the content alone' })
    expect(await seconds()).toEqual([null, null, null, null])
    await put([ids[0]!])
    const [used, ...unused] = await seconds()
    expect(used).toBeNull()
    for (const left of unused) {
      expect(left).toBeGreaterThan(monthSeconds - 60)
      expect(left).toBeLessThanOrEqual(monthSeconds)
    }
    // Days in a row: another upload that does not use it changes nothing, one that does stops the timer.
    clock.offsetMs = 60 * dayMs
    await put([ids[0]!, ids[1]!])
    clock.offsetMs = 70 * dayMs + 60_000
    const left = (await app.get(path)).body.map(({ id }: { id: string }) => id)
    expect(left).toEqual(ids.slice(0, 2))
    for (const gone of [`${path}/${ids[2]}`, `${path}/${ids[3]}/data`])
      expect(await app.get(gone)).toMatchObject(notFoundAnswer)
    const refused = await put([ids[0]!, ids[2]!])
    expect(errorsOf(refused)).toEqual([
      { field: 'data.products[0].image_ids[0]', message: 'image not found' },
    ])
    await removeUnusedImages(hub.parts.db, clock.now())
    expect((await app.get(path)).body).toHaveLength(2)
  })

  test('an image of another catalog, or none, is refused at its position, and the whole upload with it (catalogs 18.6)', async () => {
    const { account, app, path, catalog } = await shop()
    const { body: own } = await upload(app, path)
    const elsewhere = await hub.catalog(account.id, 'Lille', account.locationId)
    const { body: foreign } = await upload(app, `/catalogs/${elsewhere}/images`)
    const data = content([own.id, undefined, foreign.id])
    data.products[0]!.image_ids = [own.id, own.id, 'nowhere']
    const refused = await app.put(catalog, { name: 'New', data })
    expect(refused.status).toBe(422)
    expect(errorsOf(refused)).toEqual([
      { field: 'data.products[0].image_ids[2]', message: 'image not found' },
      { field: 'data.deals[0].image_ids[0]', message: 'image not found' },
    ])
    expect((await app.get(catalog)).body).toMatchObject({ name: 'Pizzeria Roma', data: { products: [] } })
    expect((await app.get(`${path}/${own.id}`)).body.seconds_before_removal).toBeGreaterThan(0)
    // A new catalog has no images yet.
    const created = await app.post('/account/catalogs', { name: 'Another', data: content([own.id]) })
    expect(errorsOf(created)).toMatchObject([{ field: 'data.categories[0].image_ids[0]' }])
  })

  test('the images of a deleted catalog are gone, no image makes an event', async () => {
    const { account, app } = await shop()
    const watcher = await hub.app('watcher', { account, scope: 'account[all_catalogs.read]' })
    await watcher.listen({ catalog: ['create', 'update', 'delete'] })
    const id = await hub.catalog(account.id, 'Short-lived', account.locationId)
    const { body } = await upload(app, `/catalogs/${id}/images`)
    expect(await watcher.events()).toEqual([])
    await app.delete(`/catalogs/${id}`)
    expect(await app.get(`/catalogs/${id}/images/${body.id}/data`)).toMatchObject(notFoundAnswer)
    expect(await watcher.events()).toHaveLength(1)
  })
})

describe('who may add images (catalogs §2)', () => {
  test('those who may write the content, by a 403 otherwise', async () => {
    const { account } = await shop()
    const own = await hub.catalog(account.id, 'Lille', account.locationId)
    const cases: [scope: string, catalog: string, read: number, add: number][] = [
      ['location[catalog.write]', account.catalogId, 200, 200],
      ['location[catalog.read]', account.catalogId, 200, 403],
      ['location[catalog.write]', own, 404, 404],
      ['location[all_catalogs.write]', own, 200, 200],
      ['location[all_catalogs.write]', account.catalogId, 200, 403],
      ['location[all_catalogs.read]', own, 200, 403],
      ['account[all_catalogs.write]', own, 200, 200],
      ['account[catalog.write]', account.catalogId, 200, 200],
      ['location[inventory.write]', own, 403, 403],
    ]
    for (const [scope, catalog, read, add] of cases) {
      const app = await hub.app('app', { account, scope })
      const path = `/catalogs/${catalog}/images`
      const statuses = [(await app.get(path)).status, (await upload(app, path)).status]
      expect([scope, catalog, ...statuses]).toEqual([scope, catalog, read, add])
    }
  })
})
