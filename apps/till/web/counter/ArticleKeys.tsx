import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SellableArticle } from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { type Keyboard, keyboardId, keysQuery } from './queries.ts'
import { useKeyboards } from './useKeyboards.ts'

const pageSize = 12

const banks = ['sellers', 'customers', 'articles', 'keyboards'] as const
type Bank = Exclude<(typeof banks)[number], 'customers'>

interface Key {
  id: string | number
  name: string
  note?: string
  isPressed?: boolean
  press(): void
}

interface ArticleKeysProps {
  keyboard: Keyboard
  onKeyboard(keyboard: Keyboard): void
  onArticle(article: SellableArticle): void
  sellers: Seller[]
  onSeller(seller: Seller): void
  onCustomers(): void
}

/** Keys to touch, by page: the articles of a keyboard, the keyboards to choose from, or the sellers. */
export function ArticleKeys(props: ArticleKeysProps) {
  const { keyboard, onKeyboard, onCustomers } = props
  const [bank, setBank] = useState<Bank>('articles')
  const articles = useQuery(keysQuery(keyboard))
  const keys = useKeys(props, bank, articles.data ?? [], () => setBank('articles'))
  // Another bank or keyboard begins at its first page.
  const shown = `${bank} ${keyboardId(keyboard)}`
  const [place, setPlace] = useState({ shown, page: 0 })
  const lastPage = Math.max(Math.ceil(keys.length / pageSize) - 1, 0)
  const page = place.shown === shown ? Math.min(place.page, lastPage) : 0
  const turn = (to: number) => setPlace({ shown, page: to })
  return (
    <div className="counter-keys">
      <div className="counter-banks">
        {banks.map((one) => (
          <button
            key={one}
            type="button"
            className="ckey"
            aria-pressed={one === 'customers' ? undefined : one === bank}
            onClick={() => {
              if (one === 'customers') return onCustomers()
              // Touched again it shows all of them, as after a start.
              if (one === 'articles' && bank === 'articles') onKeyboard({ kind: 'all' })
              setBank(one)
            }}
          >
            {t(`counter.${one}`)}
          </button>
        ))}
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
        {keys.slice(page * pageSize, (page + 1) * pageSize).map(({ id, name, note, isPressed, press }) => (
          <button
            key={id}
            type="button"
            className={bank === 'articles' ? 'ckey ckey-article' : 'ckey ckey-document'}
            aria-pressed={isPressed}
            onClick={press}
          >
            <span>{name}</span>
            {note && <small>{note}</small>}
          </button>
        ))}
        {bank === 'articles' && keys.length === 0 && (
          <Loaded query={articles}>
            {() => <p className="state">{t(emptyKeyboards[keyboard.kind])}</p>}
          </Loaded>
        )}
      </div>
    </div>
  )
}

const emptyKeyboards = {
  all: 'counter.noArticle',
  favourites: 'counter.noFavourite',
  best: 'counter.noBestSeller',
  rayon: 'counter.noArticleInRayon',
} as const satisfies Record<Keyboard['kind'], LabelKey>

function useKeys(
  props: ArticleKeysProps,
  bank: Bank,
  articles: SellableArticle[],
  onChosen: () => void,
): Key[] {
  const { keyboard, onKeyboard, onArticle, sellers, onSeller } = props
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const keyboards = useKeyboards()
  switch (bank) {
    case 'articles':
      return articles.map((article) => ({
        id: article.idart,
        name: article.definition,
        note: formatMoney(article.unitCents, currency),
        press: () => onArticle(article),
      }))
    case 'keyboards':
      return keyboards.map(({ keyboard: one, name }) => ({
        id: keyboardId(one),
        name,
        isPressed: keyboardId(one) === keyboardId(keyboard),
        press: () => {
          onChosen()
          onKeyboard(one)
        },
      }))
    case 'sellers':
      return sellers.map((seller) => ({
        id: seller.id,
        name: seller.name,
        note: seller.code,
        press: () => {
          onChosen()
          onSeller(seller)
        },
      }))
  }
}
