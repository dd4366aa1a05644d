import { expect, test } from 'vitest'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, startConnectedTill, until } from '../testing/till.ts'
import type { CatalogExport, CatalogPreview } from './wire.ts'

/** A picture; each `content` makes another one. */
const picture = (content: string) =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.from(content)])

const upload = (till: HubTill, idart: number, bytes: Buffer) =>
  fetch(`${till.url}/api/articles/${idart}/image`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(bytes),
  })

async function startWithPictures() {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await upload(till, 1, picture('margherita'))
  await upload(till, 2, picture('regina'))
  return { hub, till }
}

async function send(till: HubTill, path = '/api/hub/export'): Promise<CatalogExport> {
  expect((await till.post(path, {})).status).toBe(200)
  return until(async () => {
    const { body } = await till.get<CatalogExport>('/api/hub/export')
    expect(body.state).toBe('done')
    return body
  })
}

const uploads = (hub: StubHub) => hub.calls(/^POST .*\/images$/)
const product = (hub: StubHub, ref: string) =>
  hub.catalogs.get('q9f4x')!.data.products!.find((one) => one.ref === ref)!

test('images leave before the articles that show them; two exports upload them once (kezia R-X9)', async () => {
  const { hub, till } = await startWithPictures()
  expect((await till.get<CatalogPreview>('/api/hub/catalog')).body.imageCount).toBe(2)
  expect(await send(till)).toMatchObject({ errors: [] })
  const calls = hub.calls(/images$|PUT/)
  expect(calls.at(-1)).toMatch(/^PUT/)
  const [first, second] = hub.images.get('q9f4x')!
  expect(product(hub, '1').image_ids).toEqual([first!.id])
  expect(product(hub, '2').image_ids).toEqual([second!.id])
  await send(till)
  expect(uploads(hub)).toHaveLength(2)
  expect(product(hub, '1').image_ids).toEqual([first!.id])
})

test('only a changed image leaves again, and one that the hub lost (D52)', async () => {
  const { hub, till } = await startWithPictures()
  await send(till)
  await upload(till, 1, picture('margherita, better light'))
  await send(till)
  expect(uploads(hub)).toHaveLength(3)
  hub.images.clear()
  await send(till)
  expect(uploads(hub)).toHaveLength(5)
})

test('the same picture on two articles is one image', async () => {
  const { hub, till } = await startWithPictures()
  await upload(till, 2, picture('margherita'))
  await send(till)
  expect(uploads(hub)).toHaveLength(1)
  expect(product(hub, '2').image_ids).toEqual(product(hub, '1').image_ids)
})

test('an export that is cut goes on where it stopped', async () => {
  const { hub, till } = await startWithPictures()
  // The first upload succeeds, but its answer is lost.
  hub.misbehave(/POST .*images/, 'cut after')
  expect(await send(till)).toMatchObject({ sent: 0, errors: [expect.stringContaining('erreur système')] })
  expect(await send(till)).toMatchObject({ errors: [] })
  expect(hub.images.get('q9f4x')).toHaveLength(2)
})

test('an image that the hub refuses is named, and its article leaves without it', async () => {
  const { hub, till } = await startWithPictures()
  hub.misbehave(/POST .*images/, {
    status: 422,
    body: { message: 'data is no image', errors: [{ field: 'data', message: 'is no image' }] },
  })
  const { errors, sent } = await send(till)
  expect(errors).toEqual([expect.stringContaining('MARGHERITA : image refusée')])
  expect(sent).toBeGreaterThan(0)
  expect(product(hub, '1')).not.toHaveProperty('image_ids')
  expect(product(hub, '2').image_ids).toHaveLength(1)
})

test('«Envoi Images sur HubRise» uploads, and touches no article', async () => {
  const { hub, till } = await startWithPictures()
  expect(await send(till, '/api/hub/export/images')).toMatchObject({ kind: 'images', sent: 2, errors: [] })
  expect(hub.calls(/PUT/)).toEqual([])
  expect(await send(till, '/api/hub/export/images')).toMatchObject({
    sent: 0,
    warnings: ['Toutes les images sont déjà sur HubRise.'],
  })
  await till.delete('/api/articles/1/image')
  await till.delete('/api/articles/2/image')
  expect(await till.post('/api/hub/export/images', {})).toMatchObject({
    status: 422,
    body: { message: 'Aucune image à envoyer' },
  })
})
