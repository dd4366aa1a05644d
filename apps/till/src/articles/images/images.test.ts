import { expect, test } from 'vitest'
import { startTestTill, type TestTill } from '../../testing/start.ts'
import type { ArticleSheet } from '../wire.ts'

const png = Buffer.from('\x89PNG\r\n\x1A\nMARGHERITA', 'latin1')
const path = '/api/articles/1/image'

async function put(till: TestTill, bytes: Buffer, type = 'image/png') {
  const response = await fetch(till.url + path, {
    method: 'PUT',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  })
  return { status: response.status, text: await response.text() }
}
const md5 = async (till: TestTill) => (await till.get<ArticleSheet>('/api/articles/1')).body.article.imageMd5

test('the picture of an article comes back as it was given, and can be taken away (kezia D22)', async () => {
  const till = await startTestTill()
  expect(await md5(till)).toBeNull()
  expect((await put(till, png)).status).toBe(204)
  const response = await fetch(till.url + path)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(png)
  expect(await md5(till)).toMatch(/^[0-9a-f]{32}$/)
  expect((await till.delete(path)).status).toBe(204)
  expect(await md5(till)).toBeNull()
  expect(await till.get(path)).toMatchObject({
    status: 404,
    body: { message: "L'article 1 n'a pas d'image." },
  })
})

test.each(['image/png', 'text/plain', 'application/json'])(
  'a text that is sent as %s is refused, and the former picture stays (§6.6)',
  async (type) => {
    const till = await startTestTill()
    await put(till, png)
    const before = await md5(till)
    const { status, text } = await put(till, Buffer.from('Ceci est un texte.'), type)
    expect(status).toBe(422)
    expect(text).toContain("Ce fichier n'est pas une image JPEG, PNG, WEBP, GIF ou BMP.")
    expect(await md5(till)).toBe(before)
  },
)

test('more than 1 MB, nothing at all, and an article that is not there are refused', async () => {
  const till = await startTestTill()
  expect(await put(till, Buffer.alloc(1_048_577, png))).toMatchObject({
    status: 413,
    text: expect.stringContaining('1 Mo'),
  })
  expect((await put(till, Buffer.alloc(1_048_576, png))).status).toBe(204)
  expect((await put(till, Buffer.alloc(0))).status).toBe(422)
  const elsewhere = await fetch(`${till.url}/api/articles/999/image`, {
    method: 'PUT',
    body: new Uint8Array(png),
  })
  expect(elsewhere.status).toBe(404)
})

test('a picture of more than 40 million pixels is refused (security S17)', async () => {
  const till = await startTestTill()
  const vast = Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x40\0\0\0\x40\0', 'latin1')
  expect(await put(till, vast)).toMatchObject({
    status: 422,
    text: expect.stringContaining("L'image dépasse 40 millions de pixels."),
  })
})
