import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { changeArticle, createArticle, deleteArticle, getArticle } from './commands.ts'
import { searchArticles } from './search.ts'
import * as store from './store.ts'
import type { ArticleSheet } from './wire.ts'

interface ByIdart {
  Params: { idart: string }
}

export function articles(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/articles', (request) => searchArticles(database, request.query))
  http.get<ByIdart>('/api/articles/:idart', ({ params }): ArticleSheet => {
    const article = getArticle(platform, readIdart(params))
    return { article, neighbours: store.neighbours(database, article.idart) }
  })
  http.post('/api/articles', (request, reply) => reply.code(201).send(createArticle(platform, request.body)))
  http.put<ByIdart>('/api/articles/:idart', ({ params, body }) =>
    changeArticle(platform, readIdart(params), body),
  )
  http.delete<ByIdart>('/api/articles/:idart', ({ params }, reply) => {
    deleteArticle(platform, readIdart(params))
    return reply.code(204).send()
  })
}

function readIdart({ idart }: ByIdart['Params']): number {
  if (!/^\d{1,12}$/.test(idart)) throw notFound(`Aucun article ${idart}.`)
  return Number(idart)
}
