import { queryOptions } from '@tanstack/react-query'
import type {
  ArticleLookup,
  ComposableMenu,
  KeyArticle,
  ParkedSale,
  SaleRow,
  SellableArticle,
  SellableMenu,
} from '../../src/sales/wire.ts'
import { api } from '../lib/api.ts'

/** Which keys of articles show: those of a rayon by its id, those placed by hand, the best sellers, or every one of them. */
export type Keyboard = { kind: 'all' | 'favourites' | 'best' } | { kind: 'rayon'; id: number }

/** `all`, `favourites`, `best`, `rayon 3`. */
export const keyboardId = (keyboard: Keyboard): string =>
  keyboard.kind === 'rayon' ? `rayon ${keyboard.id}` : keyboard.kind

const keyboardParams = (keyboard: Keyboard): string => {
  switch (keyboard.kind) {
    case 'all':
      return ''
    case 'favourites':
    case 'best':
      return `?keyboard=${keyboard.kind}`
    case 'rayon':
      return `?rayonId=${keyboard.id}`
  }
}

/** Keys of CAISSE: read again when an article changes. */
export const keysQuery = (keyboard: Keyboard) =>
  queryOptions({
    queryKey: ['articles', 'keys', keyboardId(keyboard)],
    queryFn: () => api.get<KeyArticle[]>(`/counter/articles${keyboardParams(keyboard)}`),
  })

export const menusQuery = queryOptions({
  queryKey: ['menus', 'compositions'],
  queryFn: () => api.get<SellableMenu[]>('/counter/menus'),
})

export const parkedSalesQuery = queryOptions({
  queryKey: ['parked-sales'],
  queryFn: () => api.get<ParkedSale[]>('/parked-sales'),
})

export const latestSalesQuery = queryOptions({
  queryKey: ['sales', 'latest'],
  queryFn: () => api.get<SaleRow[]>('/sales'),
})

/** Whether a printer opens a drawer. */
export const drawerQuery = queryOptions({
  queryKey: ['printing', 'drawer'],
  queryFn: () => api.get<{ isThere: boolean }>('/counter/drawer'),
})

/** Throws an `ApiFailure` when the code names an article that is not sold. */
export const lookUp = (entry: string) =>
  api.get<ArticleLookup>(`/counter/lookup?entry=${encodeURIComponent(entry)}`)

/** A menu with what may be chosen now. Throws an `ApiFailure` when the article is none. */
export const readComposable = (idart: number) => api.get<ComposableMenu>(`/counter/menus/${idart}`)

/** Throws an `ApiFailure` when the article is not sold. */
export const readSellable = (idart: number) => api.get<SellableArticle>(`/counter/articles/${idart}`)
