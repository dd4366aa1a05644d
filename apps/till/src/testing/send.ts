import { type IncomingHttpHeaders, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Till } from '../app.ts'

interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The address that the till sees; another one than 127.0.0.1 is another poste. */
  from?: string
}

/** One request with any `Host`, which `fetch` does not allow. */
export function send(
  { url }: Till,
  path: string,
  { method = 'GET', headers = {}, body = '', from }: Sent = {},
) {
  const { host, port } = new URL(url)
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number
    headers: IncomingHttpHeaders
    body: string
  }>()
  const length = String(Buffer.byteLength(body))
  const call = request(
    {
      host: '127.0.0.1',
      port,
      path,
      method,
      headers: { host, ...(body !== '' && { 'content-length': length }), ...headers },
      ...(from && { localAddress: from }),
    },
    async (response) =>
      resolve({ status: response.statusCode!, headers: response.headers, body: await text(response) }),
  )
  call.on('error', reject)
  call.end(body)
  return promise
}
