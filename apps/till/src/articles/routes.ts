import { longBody } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import {
  changeArticle,
  createArticle,
  deleteArticle,
  getDetails,
  restoreArticle,
  type WasSold,
} from './commands.ts'
import { imageRoutes } from './images/routes.ts'
import { type ByIdart, readIdart } from './params.ts'
import { searchArticles } from './search.ts'
import * as store from './store.ts'
import type { ArticleSheet } from './wire.ts'

const mostBinned = 1000

export function articles(platform: Platform, wasSold: WasSold): void {
  const { http, database } = platform
  http.get('/api/articles', (request) => searchArticles(database, request.query))
  http.get('/api/articles/options', () => store.listOptions(database))
  http.get('/api/articles/bin', () => store.listBin(database, mostBinned))
  http.post<ByIdart>('/api/articles/:idart/restore', ({ params }) =>
    restoreArticle(platform, readIdart(params)),
  )
  http.get<ByIdart>('/api/articles/:idart', ({ params }): ArticleSheet => {
    const article = getDetails(platform, readIdart(params))
    return { article, neighbours: store.neighbours(database, article.idart) }
  })
  http.post('/api/articles', longBody, (request, reply) =>
    reply.code(201).send(createArticle(platform, request.body)),
  )
  http.put<ByIdart>('/api/articles/:idart', longBody, ({ params, body }) =>
    changeArticle(platform, readIdart(params), body),
  )
  http.delete<ByIdart>('/api/articles/:idart', ({ params }, reply) => {
    deleteArticle(platform, wasSold, readIdart(params))
    return reply.code(204).send()
  })
  imageRoutes(platform)
}
