import type { CallbackEvent } from './types.ts'

export interface CallbackSecrets {
  /** The client's OAuth secret, the key of `X-HubRise-Hmac-SHA256`. */
  clientSecret?: string
  /** The connection's signing secret, `whsec_…`, the key of `webhook-signature`; a list of both during a rotation. */
  signingSecret?: string | readonly string[]
}

export interface VerifyOptions {
  /** Maximum distance of `webhook-timestamp` from now, in either direction; default 300 s. */
  toleranceSeconds?: number
  /** Milliseconds since 1970; for tests. */
  now?: () => number
}

/** The callback was not signed by the hub, was altered, or is too old. */
export class BadSignature extends Error {
  override name = 'BadSignature'
}

type HeaderSource = Headers | Record<string, string | readonly string[] | undefined>

const encoder = new TextEncoder()

/**
 * Verifies and reads the event of an active callback. For each secret given, its signature must be present and valid.
 * @param body as received; the signature covers its bytes, so it must not have been parsed and serialised again
 * @throws {BadSignature}
 */
export async function readCallback(
  body: string | Uint8Array,
  headers: HeaderSource,
  { clientSecret, signingSecret }: CallbackSecrets,
  options?: VerifyOptions,
): Promise<CallbackEvent> {
  if (clientSecret === undefined && signingSecret === undefined)
    throw new TypeError('readCallback needs a clientSecret or a signingSecret')
  if (clientSecret !== undefined && !(await isHubRiseSigned(body, headers, clientSecret)))
    throw new BadSignature('X-HubRise-Hmac-SHA256 is missing or does not match')
  if (signingSecret !== undefined && !(await isStandardSigned(body, headers, signingSecret, options)))
    throw new BadSignature('webhook-signature is missing, too old or does not match')
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as CallbackEvent
}

/** Whether `X-HubRise-Hmac-SHA256` is valid for this body (contract, callbacks §4). */
export async function isHubRiseSigned(
  body: string | Uint8Array,
  headers: HeaderSource,
  clientSecret: string,
): Promise<boolean> {
  const signature = bytesOfHex(headerOf(headers, 'x-hubrise-hmac-sha256') ?? '')
  return signature !== undefined && verify(encoder.encode(clientSecret), signature, bytesOf(body))
}

/** Whether the Standard Webhooks 1.0.0 headers are valid for this body at this time (contract, extensions X4). */
export async function isStandardSigned(
  body: string | Uint8Array,
  headers: HeaderSource,
  signingSecret: string | readonly string[],
  { toleranceSeconds = 300, now = Date.now }: VerifyOptions = {},
): Promise<boolean> {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  if (!id || !timestamp || !/^\d+$/.test(timestamp)) return false
  if (Math.abs(now() / 1_000 - Number(timestamp)) > toleranceSeconds) return false
  const message = concat(encoder.encode(`${id}.${timestamp}.`), bytesOf(body))
  const signatures = (headerOf(headers, 'webhook-signature') ?? '')
    .split(' ')
    .flatMap((entry) => (entry.startsWith('v1,') ? (bytesOfBase64(entry.slice(3)) ?? []) : []))
  for (const secret of [signingSecret].flat()) {
    const key = bytesOfBase64(secret.replace(/^whsec_/, ''))
    if (key === undefined) throw new TypeError('a signing secret is whsec_ and base64')
    for (const signature of signatures) if (await verify(key, signature, message)) return true
  }
  return false
}

type Buffered = Uint8Array<ArrayBuffer>

/** Compares in constant time. */
async function verify(key: Buffered, signature: Buffered, message: Buffered): Promise<boolean> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', key, hmac, false, ['verify'])
  return crypto.subtle.verify('HMAC', imported, signature, message)
}

function headerOf(headers: HeaderSource, name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? []
  return typeof value === 'string' ? value : value?.[0]
}

const bytesOf = (body: string | Uint8Array): Buffered =>
  typeof body === 'string' ? encoder.encode(body) : Uint8Array.from(body)

function concat(first: Buffered, second: Buffered): Buffered {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

function bytesOfHex(text: string): Buffered | undefined {
  if (!/^([0-9a-f]{2})+$/.test(text)) return undefined
  return Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16))
}

function bytesOfBase64(text: string): Buffered | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}
