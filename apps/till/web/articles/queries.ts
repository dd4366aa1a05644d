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
  /** `1`: only articles that CAISSE offers. */
  isForSale: '' | '1'
}

export const articlesQuery = (search: ArticleSearch) =>
  queryOptions({
    queryKey: ['articles', 'search', search],
    queryFn: () => api.get<ArticlePage>(`/articles?${new URLSearchParams({ ...search })}`),
    placeholderData: (previous) => previous,
  })

/** All articles of a rayon, by name. */
export const rayonArticlesQuery = (rayonId: string) =>
  articlesQuery({
    definition: '',
    match: 'contains',
    code: '',
    codeKind: 'idart',
    rayonId,
    familleId: '',
    sousFamilleId: '',
    sort: 'definition',
    isForSale: '',
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

/** «Q_STOCK» of the listed articles, in thousandths by IDART. Requested only while its column shows. */
export const onHandQuery = (idarts: number[]) =>
  queryOptions({
    queryKey: ['stock', 'on-hand', idarts],
    queryFn: () => api.get<Record<number, number>>(`/articles/stock?idarts=${idarts.join(',')}`),
    placeholderData: (previous) => previous,
  })

export const articleStockQuery = (idart: number) =>
  queryOptions({
    queryKey: ['stock', 'article', idart],
    queryFn: () => api.get<ArticleStock>(`/articles/${idart}/stock`),
  })
