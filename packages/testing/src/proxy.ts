import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordedCall {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
  /** undefined while the answer is under way, or when it was cut. */
  status: number | undefined
  /** Milliseconds until the end of the answer; undefined as long as there is none. */
  tookMs?: number
}

/**
 * What the network does to a call: nothing, refuse it, wait first (for a time, or for something to happen), or lose the
 * answer, or half of it, once the server has acted.
 */
export type Fault =
  | { kind: 'cut' }
  | { kind: 'delay'; ms: number }
  | { kind: 'hold'; until: Promise<unknown> }
  | { kind: 'lose-answer' }
  | { kind: 'half-answer' }
  | { kind: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }

/**
 * Stands between a client and a real server: records each call, and misbehaves like a network when told to.
 * @param target origin of the server behind, `http://127.0.0.1:4000`
 */
export async function startProxy(target: string) {
  let behind = target
  const calls: RecordedCall[] = []
  let faultFor: (call: RecordedCall) => Fault | undefined = () => undefined

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => void handle(incoming, outgoing, Buffer.concat(chunks)))
    incoming.on('error', () => outgoing.destroy())
  })

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer) {
    const call: RecordedCall = {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: incoming.headers,
      body: body.toString('utf8'),
      status: undefined,
    }
    calls.push(call)
    const startedMs = performance.now()
    const fault = faultFor(call)
    if (fault?.kind === 'cut') return void outgoing.destroy()
    if (fault?.kind === 'answer') {
      call.status = fault.status
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
      return void outgoing.end(JSON.stringify(fault.body ?? {}))
    }
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault?.kind === 'hold') await fault.until
    const { host: _host, ...headers } = incoming.headers
    const forwarded = request(new URL(call.path, behind), { method: call.method, headers }, (answer) => {
      if (fault?.kind === 'lose-answer') {
        answer.resume()
        answer.on('end', () => outgoing.destroy())
        return
      }
      if (fault?.kind === 'half-answer') {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.once('data', (bytes: Buffer) => {
          outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy())
        })
        answer.once('end', () => outgoing.destroy())
        return
      }
      call.status = answer.statusCode
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
      answer.on('end', () => {
        call.tookMs = performance.now() - startedMs
      })
      answer.on('error', () => outgoing.destroy())
      outgoing.on('close', () => answer.destroy())
    })
    forwarded.on('error', () => outgoing.destroy())
    forwarded.end(body)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    /** Decides the fault of each further call; `undefined` lets it pass. */
    fault(decide: (call: RecordedCall) => Fault | undefined) {
      faultFor = decide
    },
    /** Sends further calls to another server, as after a restart on another port. */
    retarget(origin: string) {
      behind = origin
    },
    /** Ends what is under way, streams included, as when a cable is pulled. */
    cutAll() {
      server.closeAllConnections()
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type TestProxy = Awaited<ReturnType<typeof startProxy>>
