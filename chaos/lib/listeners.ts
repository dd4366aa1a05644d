import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

/** An app's server that answers each call after a while and keeps nothing of it. */
export async function startListener(answersAfterMs: number) {
  let calls = 0
  const server = createServer(async (request, response) => {
    request.resume()
    await once(request, 'end')
    calls++
    await pause(answersAfterMs)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    calls: () => calls,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const readEveryMs = 250
const openAgainAfterMs = 1000

/** Reads a live stream of events slower than they come, and opens it again when the hub ends it. */
export function readSlowly(origin: string, token: string) {
  const ending = new AbortController()
  const { signal } = ending
  const headers = { 'x-access-token': token }
  const read = async () => {
    const { body } = await fetch(`${origin}/v1/callback/events/stream`, { headers, signal })
    for await (const _ of body ?? []) await pause(readEveryMs, undefined, { signal })
  }
  const reading = (async () => {
    while (!signal.aborted) {
      await read().catch(() => undefined)
      await pause(openAgainAfterMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    async close() {
      ending.abort()
      await reading
    },
  }
}
