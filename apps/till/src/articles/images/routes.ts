import type { FastifyInstance } from 'fastify'
import { refused } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { type ByIdart, readIdart } from '../params.ts'
import { getImage, removeImage, setImage } from './index.ts'
import { mostImageBytes } from './rules.ts'

/** Pictures are sent as raw bytes of any content type. */
export function imageRoutes(platform: Platform): void {
  platform.http.register(async (http: FastifyInstance) => {
    http.removeAllContentTypeParsers()
    const bodyLimit = mostImageBytes
    http.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, bytes, done) =>
      done(null, bytes),
    )
    http.put<ByIdart>(
      '/api/articles/:idart/image',
      { bodyLimit, config: { isUpload: true } },
      ({ params, body }, reply) => {
        if (!Buffer.isBuffer(body)) throw refused("Aucune image n'est arrivée.")
        setImage(platform, readIdart(params), new Uint8Array(body))
        return reply.code(204).send()
      },
    )
    http.get<ByIdart>('/api/articles/:idart/image', ({ params }, reply) => {
      const { type, md5, bytes } = getImage(platform, readIdart(params))
      return reply
        .headers({ 'content-type': type, etag: `"${md5}"`, 'cache-control': 'no-cache' })
        .send(Buffer.from(bytes))
    })
    http.delete<ByIdart>('/api/articles/:idart/image', ({ params }, reply) => {
      removeImage(platform, readIdart(params))
      return reply.code(204).send()
    })
  })
}
