// Contract, kezia R-X1, R-X9, D9: «Envoi Articles sur HubRise» interrupted at any step reports it; sent
// again, it is complete, with nothing twice.
import { expect, test } from 'vitest'
import { manageStock } from '../../testing/manage-stock.ts'
import { type Mishap, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, startConnectedTill, until } from '../testing/till.ts'
import type { CatalogExport } from './wire.ts'

const picture = Buffer.from('\x89PNG\r\n\x1A\nMARGHERITA', 'latin1')
const network = "Une erreur système a été détectée pendant l'envoi de la requête HTTP."

async function send(till: HubTill): Promise<CatalogExport> {
  expect((await till.post('/api/hub/export', {})).status).toBe(200)
  return until(async () => {
    const { body } = await till.get<CatalogExport>('/api/hub/export')
    expect(body.state).toBe('done')
    return body
  })
}

const steps: [string, RegExp][] = [
  ['the list of images', /GET .*images$/],
  ['an image', /POST .*images$/],
  ['the catalogue', /PUT .*catalogs\/q9f4x$/],
  ['the stock', /PUT .*inventory$/],
]
const mishaps: [string, Mishap][] = [
  ['never arrives', 'cut before'],
  ['loses its answer', 'cut after'],
  ['meets a hub that fails', { status: 500 }],
  ['meets the page of a proxy', { status: 200, body: '<html>Maintenance</html>' }],
  ['meets JSON that breaks off', { status: 200, body: '{"id": "q9' }],
]

test.each(
  steps.flatMap(([step, call]) => mishaps.map(([what, mishap]) => [step, what, call, mishap] as const)),
)('%s %s', async (_step, _what, call, mishap) => {
  const hub = await startStubHub()
  const till = await startConnectedTill(hub)
  await till.put('/api/hub/options', { isStockManaged: true })
  await manageStock(till, 1)
  await fetch(`${till.url}/api/articles/1/image`, {
    method: 'PUT',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(picture),
  })
  hub.misbehave(call, mishap)
  expect(await send(till)).toMatchObject({ errors: [network] })
  expect(await send(till)).toMatchObject({ errors: [] })
  const { products } = hub.catalogs.get('q9f4x')!.data
  const [image, ...others] = hub.images.get('q9f4x')!
  expect(others).toEqual([])
  expect(products?.find(({ ref }) => ref === '1')).toMatchObject({ image_ids: [image!.id] })
  expect(hub.inventory.get('sku 1')).toBe('0')
})
