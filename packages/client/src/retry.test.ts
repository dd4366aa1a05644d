import { afterEach, describe, expect, test } from 'vitest'
import { type ClientOptions, Conflict, createClient, NotFound, RateLimited, ServerFailure } from './index.ts'
import { type Received, type ScriptedAnswer, startScriptedServer } from './testing/scripted-server.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Answers the n-th request with the n-th answer; `cut` closes the socket without one. */
async function connect(answers: (ScriptedAnswer | 'cut')[], options: Partial<ClientOptions> = {}) {
  const left = [...answers]
  const server = await startScriptedServer((_: Received, response) => {
    const answer = left.shift() ?? { body: { id: 'm4q8zt' } }
    if (answer !== 'cut') return answer
    response.socket!.destroy()
    return undefined
  })
  closing.push(server.close)
  const client = createClient({ apiOrigin: server.origin, token: 't', ...options })
  return { client, received: server.received }
}

const failed = { status: 500, body: { error_type: 'internal_error' } }
const limited = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds }, body: {} })

describe('what another attempt may cure is tried again', () => {
  test('a read: after no answer, after a failure of the server', async () => {
    const { client, received } = await connect(['cut', failed])
    expect(await client.orders.get('m4q8zt')).toEqual({ id: 'm4q8zt' })
    expect(received).toHaveLength(3)
  })

  test('a write with a key, which is the same each time', async () => {
    const { client, received } = await connect(['cut', failed])
    await client.orders.create({ status: 'new' }, { idempotencyKey: 'web-1042' })
    expect(received.map(({ headers }) => headers['idempotency-key'])).toEqual(Array(3).fill('web-1042'))
    expect(new Set(received.map(({ body }) => body)).size).toBe(1)
  })

  test('a write without a key is not, since it may have been done', async () => {
    const { client, received } = await connect([failed])
    await expect(client.orders.create({ status: 'new' })).rejects.toBeInstanceOf(ServerFailure)
    expect(received).toHaveLength(1)
  })

  test('a write without a key that was refused by a limit is: nothing was done', async () => {
    const { client, received } = await connect([limited('0')])
    await client.orders.create({ status: 'new' })
    expect(received).toHaveLength(2)
  })

  test('a write whose former attempt is still running waits for its answer', async () => {
    const running = { status: 409, headers: { 'retry-after': '0' }, body: { error_type: 'conflict' } }
    const { client, received } = await connect([running])
    await client.orders.create({ status: 'new' }, { idempotencyKey: 'web-1042' })
    expect(received).toHaveLength(2)
    const again = await connect([running], { retries: 0 })
    const refusal = again.client.orders.create({ status: 'new' }, { idempotencyKey: 'web-1042' })
    await expect(refusal).rejects.toBeInstanceOf(Conflict)
  })

  test('a deletion that was done but not answered is a success', async () => {
    const notFound = { status: 404, body: { error_type: 'not_found' } }
    const { client } = await connect(['cut', notFound])
    expect(await client.events.delete('n3c7y')).toEqual({})
    const never = await connect([notFound])
    await expect(never.client.events.delete('n3c7y')).rejects.toBeInstanceOf(NotFound)
  })

  test('Retry-After is obeyed, unless it is longer than the caller waits', async () => {
    const patient = await connect([limited('1')])
    const startedAt = performance.now()
    await patient.client.location.get()
    expect(performance.now() - startedAt).toBeGreaterThan(990)
    const hasty = await connect([limited('3600')])
    await expect(hasty.client.location.get()).rejects.toBeInstanceOf(RateLimited)
    expect(hasty.received).toHaveLength(1)
  })

  test('not more often than asked for', async () => {
    const { client, received } = await connect([failed, failed, failed], { retries: 1 })
    await expect(client.location.get()).rejects.toBeInstanceOf(ServerFailure)
    expect(received).toHaveLength(2)
  })

  test('a caller who gives up is not kept waiting', async () => {
    const stop = new AbortController()
    const { client, received } = await connect([limited('30')], { onExchange: () => stop.abort() })
    const asking = client.location.get({ signal: stop.signal })
    await expect(asking).rejects.toBeInstanceOf(RateLimited)
    expect(received).toHaveLength(1)
  })
})
