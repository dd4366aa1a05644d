import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallbackEvent } from '@hub/contract'

/** What a receiver of callbacks was sent. */
export interface Received {
  method: string
  /** Path and query. */
  path: string
  headers: IncomingHttpHeaders
  /** Names as they were sent, each followed by its value. */
  rawHeaders: string[]
  body: Buffer
  event: CallbackEvent
  /** On the clock of `performance.now()`. */
  atMs: number
}

type Behaviour = number | ((response: ServerResponse, received: Received) => void)

/** A server that receives callbacks, and behaves as told. */
export async function startReceiver(behaviour: Behaviour = 200) {
  let behave = behaviour
  const received: Received[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => response.destroy())
    request.on('end', () => {
      const body = Buffer.concat(chunks)
      const one: Received = {
        method: request.method!,
        path: request.url!,
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body,
        event: body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined,
        atMs: performance.now(),
      }
      received.push(one)
      if (typeof behave === 'number') response.writeHead(behave).end()
      else behave(response, one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Answers differently from now on: a status, or anything. */
    answer(next: Behaviour) {
      behave = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>
