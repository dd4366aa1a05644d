import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from './errors.ts'

const folder = join(import.meta.dirname, '../../dist')

const notBuilt = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Kezia II</title>
<h1>Kezia II — gestion de caisse</h1>
<p>Le serveur de la caisse répond, mais ses écrans ne sont pas construits.
Lancez <code>npm run build</code> dans le dossier du programme, puis rechargez cette page.</p></html>`

/** Serves the built screens; any other address outside `/api` gives the same page. */
export function serveScreens(http: FastifyInstance): void {
  http.register(fastifyStatic, {
    root: folder,
    cacheControl: false,
    setHeaders: (reply, path) =>
      reply.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  })
  http.setNotFoundHandler(async (request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api')
    if (!isPage) throw notFound(`Adresse inconnue : ${request.method} ${request.url}`)
    if (/\.\w+$/.test(request.url)) throw notFound(`Fichier inconnu : ${request.url}`)
    if (!existsSync(join(folder, 'index.html'))) return reply.type('text/html; charset=utf-8').send(notBuilt)
    return reply.sendFile('index.html')
  })
}
