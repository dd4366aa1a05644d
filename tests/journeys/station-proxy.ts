// Another machine of the shop, for a browser.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { otherMachine } from '../../apps/till/src/testing/station.ts'

/** Carries what a browser sends as if it came from another machine; returns the proxy's address. */
export async function startStationProxy(): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(502, { 'x-proxy': request.url ?? '' }).end()
  })
  server.on('connect', ({ url = '' }, browserSide, head) => {
    const port = Number(url.slice(url.lastIndexOf(':') + 1))
    const tillSide = connect({ host: '127.0.0.1', port, localAddress: otherMachine }, () => {
      browserSide.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      tillSide.write(head)
      browserSide.pipe(tillSide).pipe(browserSide)
    })
    browserSide.on('error', () => tillSide.destroy())
    tillSide.on('error', () => browserSide.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
