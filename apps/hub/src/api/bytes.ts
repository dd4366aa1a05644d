import type { FastifyReply, FastifyRequest } from 'fastify'

const yearSeconds = 365 * 24 * 60 * 60

export interface BytesAnswer {
  type: string
  /** Strong ETag: it differs for different data. */
  etag: string
  /** Called unless the caller already has the data. */
  load(): Promise<Uint8Array>
}

/** Immutable data, sent as it is. */
export class Bytes {
  readonly answer: BytesAnswer
  constructor(answer: BytesAnswer) {
    this.answer = answer
  }
}

const isAmong = (etag: string, asked: string) =>
  asked.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')))

/**
 * Sends the data with a cache time of one year. Users upload it, so the headers keep a browser from treating it as a
 * page.
 */
export async function sendBytes(request: FastifyRequest, reply: FastifyReply, { answer }: Bytes) {
  const { type, etag, load } = answer
  reply.headers({
    etag,
    'cache-control': `private, max-age=${yearSeconds}, immutable`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  })
  if (isAmong(etag, request.headers['if-none-match'] ?? '')) return reply.code(304).send()
  return reply.type(type).send(Buffer.from(await load()))
}
