// Contract, operations C4: where the till finds its hub.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderOfTest } from '../../testing/folder.ts'
import { createHubAddress } from './hub-address.ts'

const content = {
  client_id: '000000000001.clients.localhost',
  client_secret: 'secret',
  api_origin: 'http://localhost:5000',
  manager_origin: 'http://localhost:5000',
  hub_version: '0.1.0',
}

function fileOf(text: string) {
  const clientFile = join(folderOfTest(), 'till-client.json')
  const write = (next: string) => writeFileSync(clientFile, next)
  write(text)
  return { clientFile, write }
}
const all = ({ apiOrigin, managerOrigin }: ReturnType<typeof createHubAddress>) => [
  apiOrigin(),
  managerOrigin(),
]

test('the file names the hub, and names it anew when the hub has moved', () => {
  const { clientFile, write } = fileOf(JSON.stringify(content))
  const address = createHubAddress({ clientFile })
  expect(all(address)).toEqual(['http://localhost:5000', 'http://localhost:5000'])
  expect(address.client()).toEqual({ id: content.client_id, secret: 'secret' })
  write(JSON.stringify({ ...content, api_origin: 'http://localhost:6000', client_secret: 'new' }))
  expect(all(address)).toEqual(['http://localhost:6000', 'http://localhost:5000'])
  expect(address.client()).toEqual({ id: content.client_id, secret: 'new' })
})

test('a file that is gone or spoilt leaves what it said last', () => {
  const { clientFile, write } = fileOf(JSON.stringify(content))
  const address = createHubAddress({ clientFile })
  expect(address.apiOrigin()).toBe('http://localhost:5000')
  write('{"client_id":')
  expect(address.apiOrigin()).toBe('http://localhost:5000')
  rmSync(clientFile)
  expect(address.client()).toMatchObject({ id: content.client_id })
})

test('settings win over the file, each for itself', () => {
  const { clientFile } = fileOf(JSON.stringify(content))
  const apiOrigin = 'https://api.example.com'
  const address = createHubAddress({ clientFile, apiOrigin, client: { id: 'till' } })
  expect(all(address)).toEqual([apiOrigin, 'http://localhost:5000'])
  expect(address.client()).toEqual({ id: 'till' })
})

test.each([
  ['of an older hub, without origins', { client_id: 'a', client_secret: 'b' }],
  ['with an address that is none', { ...content, api_origin: 'localhost', manager_origin: 'file:///etc' }],
  ['that is no object', null],
])('a file %s leads to the standard port', (_, given) => {
  const { clientFile } = fileOf(JSON.stringify(given))
  expect(all(createHubAddress({ clientFile }))).toEqual(['http://localhost:4000', 'http://localhost:4000'])
})

test('without credentials a sentence names the settings and the file', () => {
  const address = createHubAddress({ clientFile: '/nowhere/till-client.json' })
  expect(() => address.client()).toThrow(/HUB_CLIENT_ID.*\/nowhere\/till-client\.json/)
})
