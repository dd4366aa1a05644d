import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SellableArticle } from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { keysQuery } from './queries.ts'

const pageSize = 12

interface ArticleKeysProps {
  rayonId: string
  onArticle(article: SellableArticle): void
  sellers: Seller[]
  onSeller(seller: Seller): void
  onCustomers(): void
}

/** Keys to touch, by page: the articles of a rayon, or the sellers. */
export function ArticleKeys({ rayonId, onArticle, sellers, onSeller, onCustomers }: ArticleKeysProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const { data: articles = [] } = useQuery(keysQuery(rayonId))
  const [shows, setShows] = useState<'articles' | 'sellers'>('articles')
  const [place, setPlace] = useState({ rayonId, page: 0 })
  const { length } = shows === 'articles' ? articles : sellers
  const lastPage = Math.max(Math.ceil(length / pageSize) - 1, 0)
  const page = place.rayonId === rayonId ? Math.min(place.page, lastPage) : 0
  const onPage = [page * pageSize, (page + 1) * pageSize] as const
  const keys =
    shows === 'articles'
      ? articles.slice(...onPage).map((article) => ({
          id: article.idart,
          name: article.definition,
          note: formatMoney(article.unitCents, currency),
          press: () => onArticle(article),
        }))
      : sellers.slice(...onPage).map((seller) => ({
          id: seller.id,
          name: seller.name,
          note: seller.code,
          press: () => {
            setShows('articles')
            onSeller(seller)
          },
        }))
  const turn = (to: number) => setPlace({ rayonId, page: to })
  const unavailable = { 'aria-disabled': true, title: t('app.unavailable') }
  return (
    <div className="counter-keys">
      <div className="counter-banks">
        <button
          type="button"
          className="ckey"
          aria-pressed={shows === 'sellers'}
          onClick={() => setShows('sellers')}
        >
          {t('counter.sellers')}
        </button>
        <button type="button" className="ckey" onClick={onCustomers}>
          {t('counter.customers')}
        </button>
        <button
          type="button"
          className="ckey"
          aria-pressed={shows === 'articles'}
          onClick={() => setShows('articles')}
        >
          {t('counter.articles')}
        </button>
        <button type="button" className="ckey" {...unavailable}>
          {t('counter.keyboards')}
        </button>
        <button
          type="button"
          className="ckey"
          aria-label={t('counter.previousPage')}
          disabled={page === 0}
          onClick={() => turn(page - 1)}
        >
          ◀
        </button>
        <button
          type="button"
          className="ckey"
          aria-label={t('counter.nextPage')}
          disabled={page === lastPage}
          onClick={() => turn(page + 1)}
        >
          ▶
        </button>
      </div>
      <div className="counter-page">
        {keys.map(({ id, name, note, press }) => (
          <button key={id} type="button" className="ckey ckey-article" onClick={press}>
            <span>{name}</span>
            <small>{note}</small>
          </button>
        ))}
        {keys.length === 0 && <p className="state">{t('counter.noArticle')}</p>}
      </div>
    </div>
  )
}
