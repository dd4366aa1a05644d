// The baseline of the story: the least a server can do. POST / answers and tells every open stream of it.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const streams = new Set<ServerResponse>()
const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(': open\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return
  }
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    const { id } = JSON.parse(body) as { id: string }
    for (const stream of streams) stream.write(`event: callback\ndata: {"order_id":"${id}"}\n\n`)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ id }))
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
})
