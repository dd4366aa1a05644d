import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export interface Delivery {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingHttpHeaders
  body: string
  at: number
  /** Whether an answer was given. */
  answered: boolean
}

/** An application's server for callbacks, on this machine. */
export interface Receiver {
  /** `http://127.0.0.1:…`, without a path. */
  origin: string
  deliveries: Delivery[]
  /** The status of the next answers; `hang`: no answer. */
  status: number | 'hang'
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const deliveries: Delivery[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const { method = '', url = '', headers } = request
    const answered = receiver.status !== 'hang'
    deliveries.push({ method, url, headers, body, at: Date.now(), answered })
    if (receiver.status === 'hang') return
    response.writeHead(receiver.status, receiver.status === 302 ? { location: '/elsewhere' } : {}).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const receiver: Receiver = {
    origin: `http://127.0.0.1:${port}`,
    deliveries,
    status: 200,
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return receiver
}
