import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pageHeaders } from '../pages/headers.ts'
import type { Origins } from '../platform/http/origins.ts'
import { referencePage } from './page.ts'

// The package's standalone browser build, which its exports do not list.
const viewer = () => new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference'))
const start = () => new URL('browser/start.js', import.meta.url)

const page = { config: { isPage: true } }

const readText = (url: URL) => readFile(fileURLToPath(url), 'utf8')

/** The API's description and the pages that show it, both public (contract, general §1). */
export function referenceRoutes(http: FastifyInstance, { origins }: { origins: Origins }) {
  const texts = new Map<string, string>()
  const documentText = async (origin: string) => {
    const known = texts.get(origin)
    if (known !== undefined) return known
    // Loaded on first use, because it contains every schema and example of the API.
    const { openApiDocument } = await import('@hub/contract/openapi')
    const text = JSON.stringify(openApiDocument(origin))
    texts.set(origin, text)
    return text
  }
  http.get('/v1/openapi.json', async (_, reply) =>
    reply
      .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
      .type('application/json; charset=utf-8')
      .send(await documentText(origins.api())),
  )
  http.get('/docs/api', page, async (_, reply) =>
    pageHeaders(reply).type('text/html; charset=utf-8').send(referencePage),
  )
  http.get('/docs/api/start.js', page, async (_, reply) => script(reply, await readText(start())))
  http.get('/docs/api/viewer.js', page, async (_, reply) => script(reply, await readText(viewer())))
}

const script = (reply: FastifyReply, text: string) =>
  pageHeaders(reply).header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(text)
