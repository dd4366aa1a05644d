import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type ApiError, tooLarge, unsupportedMediaType } from '../errors.ts'
import { decodeText, maxParsedBytes, parseText } from '../json-body.ts'

/** A route whose body is data, not JSON. */
export interface BytesBody {
  /** Media types that are taken. A body without type is refused. */
  types: ReadonlySet<string>
  maxBytes: number
  tooLarge: () => ApiError
}

/** A JSON body that is too large to be parsed here: the route has a thread do it. */
export class UnparsedBody {
  readonly bytes: Buffer

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    bytes?: BytesBody
    /** Large JSON bodies come as an {@link UnparsedBody}. */
    leavesLargeUnparsed?: boolean
  }
}

const mediaType = (request: FastifyRequest, absent = 'application/json') =>
  (request.headers['content-type'] ?? absent).split(';')[0]!.trim().toLowerCase()
const isJson = (type: string) => /^application\/(json|[\w.-]+\+json)$/.test(type)

/** Why the route takes no body of that type: a 415, or undefined. */
function mediaTypeProblem(request: FastifyRequest): ApiError | undefined {
  const { bytes } = request.routeOptions.config
  const type = mediaType(request, bytes && '')
  if (!bytes) return isJson(type) ? undefined : unsupportedMediaType(type)
  return bytes.types.has(type) ? undefined : unsupportedMediaType(type, [...bytes.types].join(', '))
}

/**
 * Refuses a body by its headers, media type before size, before it is read (contract, general §2). A request without
 * body is never refused, whatever its header says.
 */
export function checkBodyHeaders(app: FastifyInstance) {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers, routeOptions } = request
    const length = Number(headers['content-length'] ?? 0)
    const isEmpty = length === 0 && headers['transfer-encoding'] === undefined
    if (isEmpty || headers['content-type'] === '') delete headers['content-type']
    const { bytes } = routeOptions.config
    const problem = length > 0 ? mediaTypeProblem(request) : undefined
    if (problem) done(problem)
    else if (length > routeOptions.bodyLimit) done(bytes?.tooLarge() ?? tooLarge(routeOptions.bodyLimit))
    else done(null, payload)
  })
}

/** Contract, general §8 (media types): JSON or nothing; an absent header counts as JSON. */
export function parseJsonBodies(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(request, body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

function parseBody(request: FastifyRequest, body: Buffer): unknown {
  if (body.length === 0) return undefined
  const problem = mediaTypeProblem(request)
  if (problem) throw problem
  if (request.routeOptions.config.bytes) return body
  if (request.routeOptions.config.leavesLargeUnparsed && body.length > maxParsedBytes)
    return new UnparsedBody(body)
  const text = decodeText(body)
  // Before it is parsed: the log keeps what was refused (contract, general §12).
  if (text.trim() !== '') request.source = { text }
  const parsed = parseText(text)
  if (parsed) request.source = parsed.source
  return parsed?.value
}
