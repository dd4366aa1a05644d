import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { priceBasket } from '../../src/sales/pricing.ts'
import type { RecalledSale, SellableArticle } from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import { receivePicks } from '../articles/picking.ts'
import { receiveCustomerPicks } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { useNotify } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import { change, newDraft, parseTypedQuantity, toForm } from './basket.ts'
import { lookUp, menusQuery } from './queries.ts'

export type Counter = ReturnType<typeof useCounter>

/** The sale in progress, and what the keys of CAISSE do to it. */
export function useCounter() {
  const { open } = useWindows()
  const notify = useNotify()
  const [seller, setSeller] = useState<Seller>()
  const [draft, dispatch] = useReducer(change, undefined, () => newDraft())
  const [entry, setEntry] = useState('')
  const { data: menus } = useQuery(menusQuery)
  const { basket, showsMenus } = draft
  const priced = useMemo(() => priceBasket(basket, (showsMenus && menus) || []), [basket, showsMenus, menus])
  const latest = useRef({ draft, priced })
  latest.current = { draft, priced }

  const warn = useCallback((text: string) => notify(text, 'failed'), [notify])
  // One after the other, in the order of the keys: someone who types fast does not wait for the answers.
  const queue = useRef(Promise.resolve())
  const inTurn = useCallback(
    (task: () => Promise<void> | void) => {
      queue.current = queue.current.then(task).catch((error: Error) => warn(error.message))
    },
    [warn],
  )
  const find = useCallback(
    async (text: string): Promise<SellableArticle | undefined> => {
      const { article, matches } = await lookUp(text)
      if (article) return article
      if (matches > 1) open('article-selection', { pick: 1, definition: text })
      else warn(t('counter.unknown', { entry: text }))
    },
    [open, warn],
  )
  const enter = useCallback(
    (text: string) =>
      inTurn(async () => {
        const [, times, code] = /^(?:([^*]*)\*)?(.*)$/.exec(text) ?? []
        const quantity = times === undefined ? '1' : parseTypedQuantity(times)
        if (quantity === undefined) return warn(t('counter.badQuantity', { entry: times ?? '' }))
        if (!code?.trim()) return dispatch({ type: 'quantity', quantity })
        const article = await find(code.trim())
        if (article) dispatch({ type: 'add', article, quantity })
      }),
    [inTurn, find, warn],
  )
  useEffect(() => receivePicks((idart) => inTurn(() => enterArticle(String(idart), dispatch))), [inTurn])
  useEffect(
    () =>
      receiveCustomerPicks((customer) => {
        if (customer.isBlocked) warn(t('customers.isBlocked', { name: customer.displayName }))
        else dispatch({ type: 'customer', customer })
      }),
    [warn],
  )

  const takeEntry = () => {
    const text = entry.trim()
    setEntry('')
    return text
  }
  /** The line of the basket under the cursor. */
  const line = draft.selected === undefined ? undefined : basket.lines[draft.selected]
  return {
    seller,
    setSeller,
    draft,
    dispatch,
    priced,
    line,
    entry,
    setEntry,
    latest,
    inTurn,
    enter,
    takeEntry,
    warn,
    notify,
    chooseCustomer: () => open('customers', { pick: 1 }),
    setQuantity() {
      const text = takeEntry()
      const quantity = parseTypedQuantity(text)
      if (!line) warn(t('counter.noLine'))
      else if (quantity === undefined) warn(t('counter.badQuantity', { entry: text }))
      else dispatch({ type: 'quantity', quantity })
    },
    subtotal: () =>
      inTurn(() => {
        dispatch({ type: 'showMenus' })
        const { lines } = priceBasket(latest.current.draft.basket, menus ?? [])
        const count = new Set(lines.flatMap(({ menu }) => menu?.key ?? [])).size
        if (count > 0) notify(t(count === 1 ? 'counter.menus.one' : 'counter.menus.other', { count }))
      }),
    park: () =>
      inTurn(async () => {
        const { draft: current } = latest.current
        await api.post('/parked-sales', { sellerId: seller?.id, basket: toForm(current.basket) })
        dispatch({ type: 'restart' })
        notify(t('counter.parked'))
      }),
    recall: (id: number) =>
      inTurn(async () => {
        const { basket: recalled, gone } = await api.post<RecalledSale>(`/parked-sales/${id}/recall`)
        dispatch({ type: 'restart', basket: recalled })
        if (gone.length > 0) warn(t('counter.gone', { names: gone.join(', ') }))
      }),
    look: (show: (article: SellableArticle) => void) => {
      const text = takeEntry()
      if (text === '') return line ? show(line.article) : warn(t('counter.noLine'))
      inTurn(async () => {
        const article = await find(text)
        if (article) show(article)
      })
    },
  }
}

async function enterArticle(code: string, dispatch: (action: Parameters<typeof change>[1]) => void) {
  const { article } = await lookUp(code)
  if (article) dispatch({ type: 'add', article })
}
