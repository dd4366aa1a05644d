import { once } from 'node:events'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { openSocket } from '../testing/raw.ts'
import { send } from '../testing/send.ts'
import { startTestTill, type TestTill } from '../testing/start.ts'
import { otherMachine } from '../testing/station.ts'

const json = { 'content-type': 'application/json' }

/** A request whose body has only begun. */
function beginPost(till: TestTill, path: string, length: number, options = {}): Socket {
  const socket = openSocket(till, options)
  const { host } = new URL(till.url)
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n{`,
  )
  return socket
}

test('an unknown address and a stranger are answered without their body (security S2)', async () => {
  const till = await startTestTill({ host: '0.0.0.0' })
  // Only one byte of 16 MB is ever sent, so a server that waits for the rest never answers.
  for (const [path, options, status] of [
    ['/api/nothing', {}, 404],
    ['/nothing', {}, 404],
    ['/api/sales', { from: otherMachine, isEncrypted: true }, 401],
    ['/api/nothing', { from: otherMachine, isEncrypted: true }, 401],
    ['/api/exchange/imports?dataset=articles&name=x', { from: otherMachine, isEncrypted: true }, 401],
  ] as const) {
    const socket = beginPost(till, path, 16_000_000, options)
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  }
})

test('a body has 64 kB, a sale or an order 1 MB, a file to import 10 MB (security S2)', async () => {
  const till = await startTestTill()
  const post = (path: string, bytes: number, method = 'POST') =>
    send(till, path, { method, headers: json, body: JSON.stringify({ x: 'x'.repeat(bytes - 8) }) })
  expect(await post('/api/sellers', 64_000)).toMatchObject({ status: 422 })
  for (const path of ['/api/sellers', '/api/vat-rates', '/api/profile', '/api/setup', '/api/station-access'])
    expect(await post(path, 64_100)).toMatchObject({ status: 413, body: expect.stringContaining('64 ko') })
  for (const path of ['/api/sales', '/api/orders', '/api/articles', '/api/menus', '/api/stock/movements']) {
    expect(await post(path, 999_000)).toMatchObject({ status: 422 })
    expect(await post(path, 1_000_100)).toMatchObject({ status: 413, body: expect.stringContaining('1 Mo') })
  }
  const file = '/api/exchange/imports?dataset=articles&name=a.csv'
  expect(await post(file, 2_000_000)).toMatchObject({ status: 200 })
  expect(await post(file, 10_000_100)).toMatchObject({ status: 413 })
})

test('headers that do not end are ended, from the first silence on (security S3)', async () => {
  const till = await startTestTill({ host: '0.0.0.0', limits: { headersMs: 300 } })
  const openings = [{}, { from: otherMachine }, { from: otherMachine, isEncrypted: true }]
  await Promise.all(
    openings.flatMap((opening) =>
      ['', 'GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: '].map(async (start) => {
        const socket = openSocket(till, opening)
        if (start !== '') socket.write(start)
        expect(await text(socket)).toMatch(/^$|^HTTP\/1\.1 408 /)
      }),
    ),
  )
})

test('a body that does not end is ended, and one of a file as long as it flows is not (security S3)', async () => {
  const limits = { requestMs: 3000, uploadBytesPerSecond: 16_000 }
  const till = await startTestTill({ limits })
  const stuck = beginPost(till, '/api/sales', 1000)
  const silent = beginPost(till, '/api/exchange/imports?dataset=articles&name=a.csv', 5_000_000)
  const fileBytes = 400_000
  const flowing = beginPost(till, '/api/exchange/imports?dataset=articles&name=a.csv', fileBytes)
  // 100 kB a second, for longer than any other request may take.
  let sent = 1
  const pump = setInterval(() => {
    const chunk = Math.min(5000, fileBytes - sent)
    sent += chunk
    flowing.write('x'.repeat(chunk))
    if (sent === fileBytes) clearInterval(pump)
  }, 50)
  expect(await text(stuck)).toMatch(/^HTTP\/1\.1 408 /)
  expect(await text(silent)).toMatch(/^HTTP\/1\.1 408 /)
  const [head] = await once(flowing, 'data')
  flowing.destroy()
  expect(sent).toBe(fileBytes)
  expect(String(head).slice(0, 13)).toBe('HTTP/1.1 200 ')
})

test('connections are bounded per address and in all, and this machine’s counted apart (security S3)', async () => {
  const limits = { connectionsPerAddress: 3, connections: 5, ownConnections: 2 }
  const till = await startTestTill({ host: '0.0.0.0', tls: 'off', limits })
  const { host } = new URL(till.url)
  async function isServed(from: string): Promise<boolean> {
    const socket = openSocket(till, { from })
    socket.on('error', () => undefined)
    socket.write(`GET /healthz HTTP/1.1\r\nhost: ${host}\r\n\r\n`)
    const [data] = await Promise.race([once(socket, 'data'), once(socket, 'close')])
    return Buffer.isBuffer(data)
  }
  const served = async (from: string, count: number) => {
    const answers: boolean[] = []
    for (let index = 0; index < count; index++) answers.push(await isServed(from))
    return answers.filter(Boolean).length
  }
  expect(await served('127.0.0.2', 4)).toBe(3)
  expect(await served('127.0.0.3', 4)).toBe(2)
  expect(await served('127.0.0.1', 4)).toBe(2)
})
