import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from './errors.ts'

const folder = fileURLToPath(new URL('../../dist', import.meta.url))

const notBuilt = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Kezia II</title>
<h1>Kezia II — gestion de caisse</h1>
<p>Le serveur de la caisse répond, mais ses écrans ne sont pas construits.
Lancez <code>npm run build</code> dans le dossier du programme, puis rechargez cette page.</p></html>`

/**
 * Serves the built screens. Each kind of file has a route of its own, because the station guard lists routes
 * by name (security S1). Any other address outside `/api` returns the page.
 */
export function serveScreens(http: FastifyInstance): void {
  http.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    setHeaders: (reply, path) =>
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  http.get('/', (_request, reply) => sendPage(reply))
  http.get('/icon.svg', (_request, reply) => reply.sendFile('icon.svg'))
  http.get<{ Params: { file: string } }>('/assets/:file', ({ params, url }, reply) => {
    if (!/^\w[\w.-]*$/.test(params.file)) throw notFound(`Fichier inconnu : ${url}`)
    return reply.sendFile(`assets/${params.file}`)
  })
  // Refuse an unknown address before its body is read (security S2).
  http.addHook('preParsing', async (request) => {
    if (request.is404) refuseUnknown(request)
  })
  http.setNotFoundHandler((request, reply) => {
    refuseUnknown(request)
    return sendPage(reply)
  })
}

const sendPage = (reply: FastifyReply) =>
  existsSync(join(folder, 'index.html'))
    ? reply.sendFile('index.html')
    : reply.type('text/html; charset=utf-8').send(notBuilt)

/** @throws {TillError} 404 unless the address is one that a person may have typed */
function refuseUnknown({ method, url }: FastifyRequest): void {
  if (method !== 'GET' || url.startsWith('/api')) throw notFound(`Adresse inconnue : ${method} ${url}`)
  if (/\.\w+$/.test(url)) throw notFound(`Fichier inconnu : ${url}`)
}
