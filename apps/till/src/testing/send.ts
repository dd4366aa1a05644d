import { type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Till } from '../app.ts'

interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The address that the till sees; another one than 127.0.0.1 is another station. */
  from?: string
  /** Encrypted, where the till is; unless told, as another station must and this machine's browser does not. */
  isEncrypted?: boolean
}

export interface Sending {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const isTls = ({ network }: Till) => network !== undefined && network.fingerprint !== null

/** Where another station finds the till: the same port, encrypted unless TILL_TLS=0. */
export const stationUrl = (till: Till): string =>
  isTls(till) ? till.url.replace('http:', 'https:') : till.url

/** One request with any `Host`, which `fetch` does not allow. */
export function send(
  till: Till,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
    from,
    isEncrypted = from !== undefined && isTls(till),
  }: Sent = {},
): Promise<Sending> {
  const { host, port } = new URL(till.url)
  const { promise, resolve, reject } = Promise.withResolvers<Sending>()
  const length = String(Buffer.byteLength(body))
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host, ...(body !== '' && { 'content-length': length }), ...headers },
    ...(from && { localAddress: from }),
    // Made by the till itself: a browser warns, and shows its fingerprint.
    rejectUnauthorized: false,
  }
  const call = (isEncrypted ? tlsRequest : plainRequest)(options, async (response) =>
    resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }),
  )
  call.on('error', reject)
  call.end(body)
  return promise
}
