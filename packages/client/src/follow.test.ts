import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createClient, Unauthorized } from './index.ts'
import { type Received, type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const event = (id: string) => ({ id, resource_type: 'order', event_type: 'create' })
const message = (id: string) => `id: ${id}\nevent: callback\ndata: ${JSON.stringify(event(id))}\n\n`
const isStream = ({ url }: Received) => url.endsWith('/stream')
const noStream = { status: 404, body: { error_type: 'routing_error' } }

async function open(handler: (request: Received, response: ServerResponse) => ScriptedAnswer | undefined) {
  const server = await startScriptedServer(handler)
  const stop = new AbortController()
  closing.push(() => stop.abort(), server.close)
  const client = createClient({ apiOrigin: server.origin, token: 't', retries: 0 })
  return { client, signal: stop.signal, received: server.received }
}

function startStream(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 5\n\n')
}

async function firstOf(events: AsyncIterable<{ id: string }>, count: number): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of events) {
    ids.push(id)
    if (ids.length === count) break
  }
  return ids
}

test('events come from the live stream where there is one', async () => {
  const { client, signal, received } = await open((_, response) => {
    startStream(response)
    response.write(message('e1') + message('e2'))
    return undefined
  })
  const modes: string[] = []
  const ids = await firstOf(client.events.follow({ signal, onMode: (mode) => modes.push(mode) }), 2)
  expect([ids, modes]).toEqual([['e1', 'e2'], ['live']])
  expect(received.every(isStream)).toBe(true)
})

test('a server without the stream is polled, and each event comes once', async () => {
  let lists = 0
  const { client, signal } = await open((request) => {
    if (isStream(request)) return noStream
    lists += 1
    return { body: ['e1', 'e2', 'e3'].slice(0, lists).map(event) }
  })
  const modes: string[] = []
  const following = client.events.follow({ signal, pollMs: 5, onMode: (mode) => modes.push(mode) })
  expect(await firstOf(following, 3)).toEqual(['e1', 'e2', 'e3'])
  expect(modes).toEqual(['polling'])
})

test('while the stream is lost the list is read, and the stream takes over again', async () => {
  let streams = 0
  const { client, signal, received } = await open((request, response) => {
    if (!isStream(request)) return { body: [event('e1'), event('e2')] }
    streams += 1
    // The second attempt to open the stream is refused until the list has been read.
    if (streams > 1 && received.every(isStream)) return { status: 503, body: {} }
    startStream(response)
    if (streams === 1) response.end(message('e1'))
    else response.write(message('e2') + message('e3'))
    return undefined
  })
  const modes: string[] = []
  const following = client.events.follow({ signal, pollMs: 5, onMode: (mode) => modes.push(mode) })
  expect(await firstOf(following, 3)).toEqual(['e1', 'e2', 'e3'])
  expect(modes).toEqual(['live', 'polling', 'live'])
})

test('what the stream tells in no readable way is read from the list', async () => {
  const { client, signal } = await open((request, response) => {
    if (!isStream(request)) return { body: [event('e1')] }
    startStream(response)
    response.write('id: e1\nevent: callback\ndata: oops\n\n')
    return undefined
  })
  expect(await firstOf(client.events.follow({ signal, pollMs: 5 }), 1)).toEqual(['e1'])
})

test('a failing list is read again, and told of', async () => {
  let lists = 0
  const { client, signal } = await open((request) => {
    if (isStream(request)) return noStream
    lists += 1
    return lists === 1 ? { status: 500, body: {} } : { body: [event('e1')] }
  })
  const failures: string[] = []
  const onFailure = ({ name }: Error) => failures.push(name)
  expect(await firstOf(client.events.follow({ signal, pollMs: 5, onFailure }), 1)).toEqual(['e1'])
  expect(failures).toEqual(['ServerFailure'])
})

test('a refused token ends it with the words of the server', async () => {
  const blocked = 'The connection has been blocked'
  const { client, signal } = await open(() => ({
    status: 401,
    body: { message: blocked, error_type: 'unauthorized' },
  }))
  const failure = await firstOf(client.events.follow({ signal }), 1).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Unauthorized)
  expect(failure).toMatchObject({ message: blocked })
})

test('aborting ends it without an error, and nothing is asked for afterwards', async () => {
  const stop = new AbortController()
  const { client, received } = await open((request) => {
    if (isStream(request)) return noStream
    stop.abort()
    return { body: [] }
  })
  expect(await firstOf(client.events.follow({ signal: stop.signal, pollMs: 1 }), 1)).toEqual([])
  expect(received.filter((request) => !isStream(request))).toHaveLength(1)
})
