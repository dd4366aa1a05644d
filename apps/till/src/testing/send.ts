import { type IncomingHttpHeaders, request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import type { Till } from '../app.ts'

interface Sent {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Client address as the till sees it; any other than 127.0.0.1 is another station. */
  from?: string
  /** Default: encrypted for another station if the till has TLS, plain for this machine's browser. */
  isEncrypted?: boolean
}

export interface Sending {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

const isTls = ({ network }: Till) => network !== undefined && network.fingerprint !== null

/** The till's URL for another station: the same port, encrypted unless TILL_TLS=0. */
export const stationUrl = (till: Till): string =>
  isTls(till) ? till.url.replace('http:', 'https:') : till.url

/** Sends one request with any `Host` header, which `fetch` does not allow. */
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
    // The certificate is self-signed.
    rejectUnauthorized: false,
  }
  const call = (isEncrypted ? tlsRequest : plainRequest)(options, async (response) =>
    resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }),
  )
  call.on('error', reject)
  call.end(body)
  return promise
}
