// A receiver of callbacks in a process of its own: acknowledges each at once and notes when it came.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let arrivals: [id: string, atMs: number][] = []
const server = createServer((request, response) => {
  arrivals.push([String(request.headers['webhook-id']), performance.timeOrigin + performance.now()])
  request.resume()
  request.on('end', () => response.end())
})
server.keepAliveTimeout = 60_000
process.on('message', () => {
  process.send!({ arrivals })
  arrivals = []
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
