import type { FastifyReply, FastifyRequest } from 'fastify'

import { isSecretName, masked, maskText } from '../platform/masking/index.ts'

/** Longest value that is kept, in characters. */
const maxValue = 500
/** Of a token its first and last 6 characters stay, so that it can be recognised (contract, general §12). */
const visible = 6

const maskToken = (token: string) =>
  token.length > 3 * visible ? `${token.slice(0, visible)}...${token.slice(-visible)}` : masked
/** `Bearer bf15bb...da9c18`, `Basic ***`: the ends of a user name and password in base64 would tell of both. */
function maskAuthorization(value: string): string {
  const [, scheme, credentials] = /^(\S+)\s+([\s\S]+)$/.exec(value) ?? []
  if (scheme === undefined || credentials === undefined) return maskToken(value)
  return `${scheme} ${/^Bearer$/i.test(scheme) ? maskToken(credentials) : masked}`
}

/** Also what an app sends that is none of the hub's: an API key of its own, an address with a token in it. */
function maskHeader(name: string, value: string): string {
  if (name === 'authorization') return maskAuthorization(value)
  return isSecretName(name) ? maskToken(value) : maskValue(value)
}
/** Between a proxy and the hub, or of no use to whoever reads the log. */
const dropped = new Set(['cookie', 'set-cookie', 'proxy-authorization'])

/** Values in which nothing is masked: those of an app, and of the hub's answers, are mostly the same again. */
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

/** As JSON, secrets masked. */
export const requestHeaders = ({ headers }: FastifyRequest) => textOf(headers)
export const answerHeaders = (reply: FastifyReply) => textOf(reply.getHeaders())
