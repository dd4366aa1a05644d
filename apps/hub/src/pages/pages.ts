import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { canonicalPath } from '../platform/http/paths.ts'
import { pageHeaders } from './headers.ts'
import { sendMessagePage } from './message-page.ts'

export interface Pages {
  /** Sends the back office, which shows the page for the requested address. */
  send(reply: FastifyReply): FastifyReply
  /** Whether a request that matches no route names a page. */
  isPage(request: FastifyRequest): boolean
  /** Answers such a request if its path is that of a page. */
  fallback(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined
  /** Serves the static files of the pages. */
  register(http: FastifyInstance): void
}

const reserved = new Set([
  'v1',
  'oauth2',
  'api',
  'mail',
  'operator',
  'assets',
  'healthz',
  'readyz',
  'metrics',
])

function isPage({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const segments = canonicalPath(url).split('/')
  const first = segments[1] ?? ''
  // A path with a dot is a file. Exception: client ids end in a domain name.
  const isFile = first !== 'developer' && segments.at(-1)?.includes('.')
  return !reserved.has(first) && !isFile
}

const notBuilt = {
  fr: {
    title: 'Les pages du back-office ne sont pas construites',
    sentences: ['Lancez « npm run build » dans le dossier du hub, puis redémarrez-le. L’API, elle, répond.'],
  },
  en: {
    title: 'The pages of the back office are not built',
    sentences: ['Run “npm run build” in the hub’s folder, then restart it. The API does answer.'],
  },
}

async function readIndex(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, 'index.html'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** @param folder folder of the built back office */
export async function openPages(folder: string): Promise<Pages> {
  const index = await readIndex(folder)
  const send = (reply: FastifyReply) =>
    index === undefined
      ? sendMessagePage(reply, 503, notBuilt)
      : pageHeaders(reply).code(200).type('text/html; charset=utf-8').send(index)
  return {
    send,
    isPage,
    fallback: (request, reply) => (isPage(request) ? send(reply) : undefined),
    register(http) {
      if (index !== undefined) http.register(async (app) => serveFiles(app, folder))
    },
  }
}

async function serveFiles(app: FastifyInstance, folder: string) {
  const assets = join(folder, 'assets')
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, isPage: true }
  })
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    globIgnore: ['index.html'],
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders(reply, path) {
      pageHeaders(reply)
      // Asset names contain a hash of the content.
      const lasting = path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache'
      reply.header('cache-control', lasting)
    },
  })
}
