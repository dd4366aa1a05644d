import { queryOptions } from '@tanstack/react-query'
import type { ArticlePage, ArticleSheet, BinnedArticle, OptionArticle } from '../../src/articles/wire.ts'
import type { ArticleStock } from '../../src/stock/wire.ts'
import { api } from '../lib/api.ts'

export interface ArticleSearch {
  definition: string
  match: 'contains' | 'starts' | 'same'
  code: string
  codeKind: 'idart' | 'internal' | 'sale'
  rayonId: string
  familleId: string
  sousFamilleId: string
  sort: 'idart' | 'definition'
}

export const articlesQuery = (search: ArticleSearch) =>
  queryOptions({
    queryKey: ['articles', 'search', search],
    queryFn: () => api.get<ArticlePage>(`/articles?${new URLSearchParams({ ...search })}`),
    placeholderData: (previous) => previous,
  })

export const articleQuery = (idart: number) =>
  queryOptions({
    queryKey: ['articles', 'sheet', idart],
    queryFn: () => api.get<ArticleSheet>(`/articles/${idart}`),
  })

export const optionArticlesQuery = queryOptions({
  queryKey: ['articles', 'options'],
  queryFn: () => api.get<OptionArticle[]>('/articles/options'),
})

export const binQuery = queryOptions({
  queryKey: ['articles', 'bin'],
  queryFn: () => api.get<BinnedArticle[]>('/articles/bin'),
})

export const articleStockQuery = (idart: number) =>
  queryOptions({
    queryKey: ['stock', 'article', idart],
    queryFn: () => api.get<ArticleStock>(`/articles/${idart}/stock`),
  })
