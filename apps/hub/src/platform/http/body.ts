import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type ApiError, badRequest, tooLarge, tooManyRequests, unsupportedMediaType } from '../errors.ts'
import { decodeText, maxParsedBytes, parseText } from '../json-body.ts'

/** For a route whose body is binary data, not JSON. */
export interface BytesBody {
  /** Accepted media types. A body without a type is refused. */
  types: ReadonlySet<string>
  maxBytes: number
  tooLarge: () => ApiError
}

/**
 * A JSON body too large to parse on the event loop. The route passes it to a worker thread, which shares its memory.
 */
export class UnparsedBody {
  readonly bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  /** Its first bytes as text; a character cut at the end is garbled. */
  start(maxBytes: number): string {
    return Buffer.from(this.bytes.subarray(0, maxBytes)).toString()
  }
}

const sharedBytes = (length: number) => new Uint8Array(new SharedArrayBuffer(length))

declare module 'fastify' {
  interface FastifyContextConfig {
    bytes?: BytesBody
    /** Large JSON bodies come as an {@link UnparsedBody}. */
    leavesLargeUnparsed?: boolean
  }
  interface FastifyRequest {
    unparsed: UnparsedBody | undefined
  }
}

const mediaType = (request: FastifyRequest, absent = 'application/json') =>
  (request.headers['content-type'] ?? absent).split(';')[0]!.trim().toLowerCase()
const isJson = (type: string) => /^application\/(json|[\w.-]+\+json)$/.test(type)

/** The 415 if the route does not accept the body's media type, otherwise undefined. */
function mediaTypeProblem(request: FastifyRequest): ApiError | undefined {
  const { bytes } = request.routeOptions.config
  const type = mediaType(request, bytes && '')
  if (!bytes) return isJson(type) ? undefined : unsupportedMediaType(type)
  return bytes.types.has(type) ? undefined : unsupportedMediaType(type, [...bytes.types].join(', '))
}

/**
 * Refuses a body by its headers before reading it, media type before size (contract, general §2). A request without a
 * body is never refused, whatever its headers say.
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

/**
 * Maximum number of large bodies being received: each holds its memory for as long as the upload takes (security S3,
 * S10).
 */
const maxArriving = { ofOwner: 10, inAll: 50 }
const retryAfterSeconds = 5

function createArrivals() {
  const arriving = new Map<string, number>()
  let inAll = 0
  /**
   * Counts one more body of that owner.
   * @returns a function to call when the body has arrived or was aborted
   * @throws {ApiError} 429
   */
  return (owner: string): (() => void) => {
    const ofOwner = arriving.get(owner) ?? 0
    if (ofOwner >= maxArriving.ofOwner || inAll >= maxArriving.inAll)
      throw tooManyRequests('Too many large bodies are arriving', retryAfterSeconds)
    arriving.set(owner, ofOwner + 1)
    inAll++
    return () => {
      inAll--
      const left = (arriving.get(owner) ?? 1) - 1
      if (left > 0) arriving.set(owner, left)
      else arriving.delete(owner)
    }
  }
}

/**
 * Receives large bodies for routes that leave them unparsed, chunk by chunk into the shared memory that a worker
 * thread reads. Joining and copying 20 MB at once would block the server.
 * @param ownerOf who sends the request
 */
export function takeLargeBodies(app: FastifyInstance, ownerOf: (request: FastifyRequest) => string) {
  const begin = createArrivals()
  app.decorateRequest('unparsed', undefined)
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const { headers, raw, routeOptions } = request
    const length = Number(headers['content-length'] ?? 0)
    // The length of a chunked body is not known in advance.
    const isChunked = headers['transfer-encoding'] !== undefined
    if (!routeOptions.config.leavesLargeUnparsed || (!isChunked && length <= maxParsedBytes))
      return done(null, payload)
    const end = begin(ownerOf(request))
    if (isChunked) {
      // A sender that has already disconnected emits no further 'close'.
      if (raw.closed) end()
      else raw.once('close', end)
      return done(null, payload)
    }
    readShared(payload, length)
      .finally(end)
      .then((bytes) => {
        request.unparsed = new UnparsedBody(bytes)
        done(null, Object.assign(Readable.from([]), { receivedEncodedLength: length }))
      }, done)
  })
}

/** @throws {ApiError} 400 if the connection ends before the body does */
async function readShared(payload: AsyncIterable<Buffer>, length: number): Promise<Uint8Array> {
  const bytes = sharedBytes(length)
  let filled = 0
  try {
    for await (const chunk of payload) {
      bytes.set(chunk, filled)
      filled += chunk.length
    }
  } catch (error) {
    throw badRequest('The body ended too early', error)
  }
  return bytes
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
  if (request.unparsed) return request.unparsed
  if (body.length === 0) return undefined
  const problem = mediaTypeProblem(request)
  if (problem) throw problem
  if (request.routeOptions.config.bytes) return body
  // A chunked body, whose length no header announced.
  if (request.routeOptions.config.leavesLargeUnparsed && body.length > maxParsedBytes) {
    const bytes = sharedBytes(body.length)
    bytes.set(body)
    return new UnparsedBody(bytes)
  }
  const text = decodeText(body)
  // Set before parsing, because the request log keeps refused bodies too (contract, general §12).
  if (text.trim() !== '') request.source = { text }
  const parsed = parseText(text)
  if (parsed) request.source = parsed.source
  return parsed?.value
}
