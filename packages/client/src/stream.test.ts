import type { ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { type CallbackEventSummary, createClient, NoSuchRoute, Unauthorized } from './index.ts'
import { type Received, type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const message = (id: string, event = 'callback') =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify({ id, resource_type: 'order', event_type: 'create' })}\n\n`

async function open(handler: (request: Received, response: ServerResponse) => ScriptedAnswer | undefined) {
  const server = await startScriptedServer(handler)
  const stop = new AbortController()
  closing.push(() => stop.abort(), server.close)
  const client = createClient({ apiOrigin: server.origin, token: 't' })
  return { client, stop, received: server.received }
}

function startStream(response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.write('retry: 5\n\n: beat\n\n')
}

test('events arrive while the stream stays open, cut anywhere by the network', async () => {
  const { client, stop } = await open((_, response) => {
    startStream(response)
    const bytes = Buffer.from(message('é1') + message('e2'))
    const middle = bytes.indexOf('é') + 1
    response.write(bytes.subarray(0, middle), () => response.write(bytes.subarray(middle)))
    return undefined
  })
  const ids: string[] = []
  for await (const event of client.events.stream({ signal: stop.signal })) {
    ids.push(event.id)
    if (ids.length === 2) break
  }
  expect(ids).toEqual(['é1', 'e2'])
})

test('after a cut it resumes after the last event, and says that it was lost', async () => {
  const { client, stop, received } = await open((_, response) => {
    startStream(response)
    if (received.length === 1) response.end(message('e1'))
    else response.write(message('e2'))
    return undefined
  })
  const seen: string[] = []
  const stream = client.events.stream({
    signal: stop.signal,
    onOpen: () => seen.push('open'),
    onLost: (_, retryInMs) => seen.push(`lost ${retryInMs}`),
  })
  for await (const event of stream) {
    seen.push(event.id)
    if (event.id === 'e2') break
  }
  expect(seen).toEqual(['open', 'e1', 'lost 5', 'open', 'e2'])
  expect(received.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'e1'])
})

test('a message that is no event is left out, once: the stream goes on after it', async () => {
  const { client, stop, received } = await open((_, response) => {
    startStream(response)
    const nonsense = ['oops', '{', 'null', '5', '{}'].map((data) => `event: callback\ndata: ${data}\n\n`)
    if (received.length === 1) response.end(`${message('e1')}${nonsense.join('')}id: n6\n${nonsense[0]}`)
    else response.write(message('e2'))
    return undefined
  })
  const seen: string[] = []
  const onUnreadable = ({ data }: { data: string }) => seen.push(data)
  for await (const event of client.events.stream({ signal: stop.signal, onUnreadable })) {
    seen.push(event.id)
    if (event.id === 'e2') break
  }
  expect(seen).toEqual(['e1', 'oops', '{', 'null', '5', '{}', 'oops', 'e2'])
  expect(received.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'n6'])
})

test('a stream that the server renews is opened again at once, unnoticed (support U2)', async () => {
  const { client, stop, received } = await open((_, response) => {
    startStream(response)
    if (received.length === 3) response.write(message('e2'))
    else {
      if (received.length === 1) response.write(message('e1'))
      setTimeout(() => response.end('event: renew\nretry: 0\ndata: \n\n'), 700)
    }
    return undefined
  })
  const seen: string[] = []
  const stream = client.events.stream({
    signal: stop.signal,
    onOpen: () => seen.push('open'),
    onLost: () => seen.push('lost'),
    onUnreadable: () => seen.push('unreadable'),
  })
  for await (const event of stream) {
    seen.push(event.id)
    if (event.id === 'e2') break
  }
  expect(seen).toEqual(['open', 'e1', 'e2'])
  expect(received.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, 'e1', 'e1'])
})

test('a server that renews in a loop, or is gone after a renewal, is asked less and less often', async () => {
  const { client, stop, received } = await open((_, response) => {
    if (received.length > 2) return { status: 503, body: {} }
    startStream(response)
    const end = () => response.end('event: renew\nretry: 0\ndata: \n\n')
    if (received.length === 1) end()
    else setTimeout(end, 700)
    return undefined
  })
  const waits: number[] = []
  const onLost = (_: unknown, retryInMs: number) => {
    waits.push(retryInMs)
    if (waits.length === 3) stop.abort()
  }
  await endOf(client.events.stream({ signal: stop.signal, onLost }))
  expect(waits).toEqual([5, 5, 10])
})

test('one that is cut as soon as it opens is asked for less and less often', async () => {
  const { client, stop } = await open((_, response) => {
    startStream(response)
    response.end()
    return undefined
  })
  const waits: number[] = []
  const onLost = (_: unknown, retryInMs: number) => {
    waits.push(retryInMs)
    if (waits.length === 4) stop.abort()
  }
  await endOf(client.events.stream({ signal: stop.signal, onLost }))
  expect(waits).toEqual([5, 10, 20, 40])
})

test('a first id given by the caller is sent', async () => {
  const { client, stop, received } = await open((_, response) => {
    startStream(response)
    response.write(message('e9'))
    return undefined
  })
  for await (const _ of client.events.stream({ signal: stop.signal, lastEventId: 'e8' })) break
  expect(received[0]!.headers['last-event-id']).toBe('e8')
})

async function endOf(stream: AsyncIterable<CallbackEventSummary>) {
  for await (const _ of stream);
}

test('a server without the stream answers 404: the caller is told to poll', async () => {
  const { client, stop } = await open(() => ({ status: 404, body: { error_type: 'routing_error' } }))
  await expect(endOf(client.events.stream({ signal: stop.signal }))).rejects.toBeInstanceOf(NoSuchRoute)
})

test('a refused token, or a stream closed for that reason, ends it with the words of the server', async () => {
  const blocked = 'The connection has been blocked'
  const refused = await open(() => ({ status: 401, body: { message: blocked, error_type: 'unauthorized' } }))
  const refusal = await endOf(refused.client.events.stream({ signal: refused.stop.signal })).catch((e) => e)
  expect(refusal).toBeInstanceOf(Unauthorized)

  const closed = await open((_, response) => {
    startStream(response)
    response.end(`event: closed\ndata: ${blocked}\n\n`)
    return undefined
  })
  const end = await endOf(closed.client.events.stream({ signal: closed.stop.signal })).catch((e) => e)
  expect(end).toBeInstanceOf(Unauthorized)
  expect(end.message).toBe(blocked)
})

test('a server that fails is tried again', async () => {
  const { client, stop, received } = await open((_, response) => {
    if (received.length === 1) return { status: 429, headers: { 'retry-after': '0' }, body: {} }
    startStream(response)
    response.write(message('e1'))
    return undefined
  })
  for await (const event of client.events.stream({ signal: stop.signal })) {
    expect(event.id).toBe('e1')
    break
  }
  expect(received).toHaveLength(2)
})

test('aborting ends the iteration without an error, open or waiting', async () => {
  const { client, stop } = await open((_, response) => {
    startStream(response)
    return undefined
  })
  const ended = endOf(client.events.stream({ signal: stop.signal, onOpen: () => stop.abort() }))
  await expect(ended).resolves.toBeUndefined()

  const nobody = createClient({ apiOrigin: 'http://127.0.0.1:1', token: 't' })
  const waiting = new AbortController()
  await endOf(nobody.events.stream({ signal: waiting.signal, onLost: () => waiting.abort() }))
})
