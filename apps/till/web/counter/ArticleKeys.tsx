import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeyArticle, SellableArticle, SellableMenu } from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { useLive } from '../lib/live.ts'
import { shopQuery } from '../lib/queries.ts'
import { Loaded } from '../ui/Loaded.tsx'
import { formatCount } from './basket.ts'
import { type Keyboard, keyboardId, keysQuery, menusQuery } from './queries.ts'
import { useKeyboards } from './useKeyboards.ts'

const pageSize = 12

const banks = ['sellers', 'customers', 'articles', 'keyboards'] as const
type Bank = Exclude<(typeof banks)[number], 'customers'>

interface Key {
  id: string | number
  name: string
  note?: string
  marks?: string[]
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

/** Touch keys, by page: the articles of a keyboard, the keyboards to choose from, or the sellers. */
export function ArticleKeys(props: ArticleKeysProps) {
  const { keyboard, onKeyboard, onCustomers } = props
  const [bank, setBank] = useState<Bank>('articles')
  const articles = useQuery(keysQuery(keyboard))
  const queryClient = useQueryClient()
  // The keys show the stock left.
  useLive('stock', () => void queryClient.invalidateQueries({ queryKey: ['articles', 'keys'] }))
  const keys = useKeys(props, bank, articles.data ?? [], () => setBank('articles'))
  // A change of bank or keyboard goes back to the first page.
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
              // Touched again, it shows all articles, as at the start.
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
        {keys
          .slice(page * pageSize, (page + 1) * pageSize)
          .map(({ id, name, note, marks = [], isPressed, press }) => (
            <button
              key={id}
              type="button"
              className={bank === 'articles' ? 'ckey ckey-article' : 'ckey ckey-document'}
              aria-pressed={isPressed}
              onClick={press}
            >
              <span>{name}</span>
              <small>
                {note}
                {marks.map((mark) => (
                  <b key={mark} className="key-mark">
                    {mark}
                  </b>
                ))}
              </small>
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

function useKeys(props: ArticleKeysProps, bank: Bank, articles: KeyArticle[], onChosen: () => void): Key[] {
  const { keyboard, onKeyboard, onArticle, sellers, onSeller } = props
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const keyboards = useKeyboards()
  const { data: menus = [] } = useQuery(menusQuery)
  switch (bank) {
    case 'articles':
      return articles.map((article) => {
        const menu = menus.find(({ idart }) => idart === article.idart)
        return {
          id: article.idart,
          name: article.definition,
          note: formatMoney(chargedCents(article, menu), currency),
          marks: marksOf(article, menu),
          press: () => onArticle(article),
        }
      })
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

/** A menu costs what its definition says, unless it is a percentage off its articles. */
const chargedCents = (article: KeyArticle, menu: SellableMenu | undefined): number =>
  menu && Number(menu.discountPercent) === 0 ? menu.priceCents : article.unitCents

/** «MENU», and the number left once stock is low (contract, counter T4). */
const marksOf = ({ lowStockMilli }: KeyArticle, menu: SellableMenu | undefined): string[] => [
  ...(menu ? [t('counter.key.menu')] : []),
  ...(lowStockMilli === null
    ? []
    : [t('counter.key.left', { count: formatCount(String(lowStockMilli / 1000)) })]),
]
