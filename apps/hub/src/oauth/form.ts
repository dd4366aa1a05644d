import type { FastifyInstance, FastifyRequest } from 'fastify'
import { jsonProblem } from '../platform/json.ts'
import { invalidClient, invalidRequest } from './oauth-error.ts'

export type Fields = Readonly<Record<string, string | undefined>>

/** Contract, oauth §5: accepts a form of either kind or JSON, whatever the content type says. */
export function acceptAnyBody(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    try {
      done(null, readBody(body as string, request.headers['content-type'] ?? ''))
    } catch (error) {
      done(error as Error)
    }
  })
}

function readBody(text: string, contentType: string): Fields {
  if (/^multipart\/form-data/i.test(contentType)) return fromMultipart(text, contentType)
  if (!/json/i.test(contentType) && !text.trimStart().startsWith('{')) return fromQuery(text)
  if (text.trim() === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    throw invalidRequest(`The body is not JSON: ${jsonProblem(error)}`)
  }
  if (parsed === null) return {}
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw invalidRequest('The body must be a JSON object')
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

function fromQuery(text: string): Fields {
  const fields: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text)) fields[name] ??= value
  return fields
}

/** RFC 7578, with names quoted or not: the way PHP's curl, Postman and .NET send a form. */
function fromMultipart(text: string, contentType: string): Fields {
  const boundary = /;\s*boundary="?([^";]+)/i.exec(contentType)?.[1]
  if (boundary === undefined) throw invalidRequest('The form has no boundary')
  const fields: Record<string, string> = {}
  for (const part of text.split(`--${boundary}`)) {
    const headEnd = part.indexOf('\r\n\r\n')
    const name = /;\s*name="?([^";\r\n]+)/i.exec(part.slice(0, headEnd))?.[1]
    if (headEnd !== -1 && name !== undefined) fields[name] ??= part.slice(headEnd + 4).replace(/\r\n$/, '')
  }
  return fields
}

/** Fields of the body, then of the query string; an empty field counts as absent. */
export function readFields(request: FastifyRequest): Fields {
  const query = fromQuery(request.url.split('?')[1] ?? '')
  const all = { ...query, ...((request.body as Fields | undefined) ?? {}) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/**
 * Reads the client's credentials: HTTP Basic before body before query (contract, oauth §5). A public client has no
 * secret (contract, extensions X5).
 * @throws {OAuthError} 401 if they are missing, or if Basic and the fields name different clients
 */
export function readCredentials(
  request: FastifyRequest,
  fields: Fields,
): { id: string; secret: string | undefined } {
  const basic = /^Basic\s+(\S*)$/i.exec(request.headers.authorization ?? '')
  if (!basic) {
    const { client_id, client_secret } = fields
    if (client_id === undefined) throw invalidClient()
    return { id: client_id, secret: client_secret }
  }
  const text = Buffer.from(basic[1]!, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const id = text.slice(0, colon)
  if (colon === -1 || (fields.client_id !== undefined && fields.client_id !== id)) throw invalidClient()
  return { id, secret: text.slice(colon + 1) || undefined }
}
