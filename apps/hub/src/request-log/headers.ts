import type { FastifyReply, FastifyRequest } from 'fastify'

import { isSecretName, masked, maskText } from '../platform/masking/index.ts'

/** Maximum stored length of a value, in characters. */
const maxValue = 500
/** The first and last 6 characters of a token stay visible, so that it can be recognised (contract, general §12). */
const visible = 6

const maskToken = (token: string) =>
  token.length > 3 * visible ? `${token.slice(0, visible)}...${token.slice(-visible)}` : masked
/**
 * `Bearer bf15bb...da9c18`, or `Basic ***`: the ends of base64-encoded credentials would reveal parts of the user
 * name and the password.
 */
function maskAuthorization(value: string): string {
  const [, scheme, credentials] = /^(\S+)\s+([\s\S]+)$/.exec(value) ?? []
  if (scheme === undefined || credentials === undefined) return maskToken(value)
  return `${scheme} ${/^Bearer$/i.test(scheme) ? maskToken(credentials) : masked}`
}

/** Masks any secret, not only the hub's own: an app may send its own API key, or a URL that contains a token. */
function maskHeader(name: string, value: string): string {
  if (name === 'authorization') return maskAuthorization(value)
  return isSecretName(name) ? maskToken(value) : maskValue(value)
}
/** Headers meant for a proxy, or of no use to readers of the log. */
const dropped = new Set(['cookie', 'set-cookie', 'proxy-authorization'])

/** Cache of values in which nothing is masked, because the headers of an app and of the hub's answers rarely change. */
const harmless = new Set<string>()
const maxHarmless = 1000
const maxHarmlessLength = 200

function maskValue(value: string): string {
  if (harmless.has(value)) return value
  const told = maskText(value)
  if (told !== value || value.length > maxHarmlessLength) return told
  if (harmless.size >= maxHarmless) harmless.clear()
  harmless.add(value)
  return value
}

function textOf(headers: Readonly<Record<string, unknown>>): string {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name)) continue
    const text = String(value)
    kept[name] = maskHeader(name, text).slice(0, maxValue).replaceAll('\0', '')
  }
  return JSON.stringify(kept)
}

/** The headers as JSON, with secrets masked. */
export const requestHeaders = ({ headers }: FastifyRequest) => textOf(headers)
export const answerHeaders = (reply: FastifyReply) => textOf(reply.getHeaders())
