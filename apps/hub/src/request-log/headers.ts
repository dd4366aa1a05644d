import type { FastifyReply, FastifyRequest } from 'fastify'

/** Longest value that is kept, in characters. */
const maxValue = 500
/** Of a token its first and last 6 characters stay, so that it can be recognised (contract, general §12). */
const visible = 6

const maskToken = (token: string) =>
  token.length > 3 * visible ? `${token.slice(0, visible)}...${token.slice(-visible)}` : '***'
/** `Bearer bf15bb...da9c18`; the scheme alone tells nothing. */
const maskAuthorization = (value: string) => value.replace(/(?<=\s|^)(?!Bearer\s|Basic\s)\S+/gi, maskToken)

const masks: Readonly<Record<string, (value: string) => string>> = {
  'x-access-token': maskToken,
  authorization: maskAuthorization,
}
/** Between a proxy and the hub, or of no use to whoever reads the log. */
const dropped = new Set(['cookie', 'set-cookie', 'proxy-authorization'])

function textOf(headers: Readonly<Record<string, unknown>>): string {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || dropped.has(name)) continue
    const text = String(value)
    kept[name] = (masks[name]?.(text) ?? text).slice(0, maxValue).replaceAll('\0', '')
  }
  return JSON.stringify(kept)
}

/** As JSON, secrets masked. */
export const requestHeaders = ({ headers }: FastifyRequest) => textOf(headers)
export const answerHeaders = (reply: FastifyReply) => textOf(reply.getHeaders())
