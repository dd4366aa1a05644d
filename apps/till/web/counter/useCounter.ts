import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { countMenus } from '../../src/sales/menus.ts'
import { priceBasket } from '../../src/sales/pricing.ts'
import type { ArticleLookup, SellableArticle, UnparkedSale } from '../../src/sales/wire.ts'
import { receivePicks } from '../articles/picking.ts'
import { receiveCustomerPicks } from '../customers/picking.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { beep } from '../lib/beep.ts'
import { uuid } from '../lib/uuid.ts'
import { useClearFailure, useNotify } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import { multiplyQuantity, parseTypedQuantity, toForm } from './basket.ts'
import { lineChoices } from './lineChoices.ts'
import { lookUp, menusQuery, readSellable } from './queries.ts'
import { useChosenSeller } from './useChosenSeller.ts'
import { useCreation } from './useCreation.ts'
import { useDraft } from './useDraft.ts'
import { useKeptDraft } from './useKeptDraft.ts'
import { useLineCheck } from './useLineCheck.ts'
import { useQuestions } from './useQuestions.ts'
import { useSelling } from './useSelling.ts'
import { useTakeUp } from './useTakeUp.ts'

/** The name under which CAISSE asks for a customer. */
export const counterPick = 'counter'

export type Counter = ReturnType<typeof useCounter>

/**
 * The sale in progress, and what the keys of CAISSE do to it.
 * @param onPrice an article came that has no price yet
 */
export function useCounter(onPrice: (line: number) => void) {
  const { open } = useWindows()
  const notify = useNotify()
  const clearFailure = useClearFailure()
  const { draft, dispatch, latest } = useDraft()
  const { question, ask } = useQuestions()
  const [entry, setEntry] = useState('')
  const { data: menus } = useQuery(menusQuery)
  const { basket, showsMenus } = draft
  const priced = useMemo(() => priceBasket(basket, (showsMenus && menus) || []), [basket, showsMenus, menus])

  const warn = useCallback(
    (text: string) => {
      notify(text, 'failed')
      beep()
    },
    [notify],
  )
  const { seller, sellerKey, setSeller, chooseSeller } = useChosenSeller(ask)
  // One after the other, in the order of the keys: someone who types fast does not wait for the answers.
  const queue = useRef(Promise.resolve())
  const inTurn = useCallback(
    (task: () => Promise<void> | void) => {
      queue.current = queue.current.then(task).catch((error: Error) => warn(error.message))
    },
    [warn],
  )
  const takeUp = useTakeUp({ latest, dispatch, ask })
  useKeptDraft({ draft, seller, setSeller, inTurn, takeUp, notify })
  const offerCreation = useCreation()
  const find = useCallback(
    async (text: string): Promise<(ArticleLookup & { article: SellableArticle }) | undefined> => {
      const found = await lookUp(text)
      const { article, matches } = found
      if (article) return { ...found, article }
      if (matches > 0) open('article-selection', { pick: 1, definition: text })
      else if (!(await offerCreation(text))) warn(t('counter.unknown', { entry: text }))
    },
    [open, warn, offerCreation],
  )
  const changeLine = useLineCheck({ latest, dispatch, ask, warn, onDone: clearFailure })
  const sell = useSelling({ latest, ask, changeLine, onPrice })
  const changeQuantity = useCallback(
    async (quantity: string) => {
      await changeLine({ type: 'quantity', quantity })
    },
    [changeLine],
  )
  const enter = useCallback(
    (text: string) =>
      inTurn(async () => {
        const [, times, code] = /^(?:([^*]*)\*)?(.*)$/.exec(text) ?? []
        const count = times === undefined ? '1' : parseTypedQuantity(times)
        if (count === undefined) return warn(t('counter.badQuantity', { entry: times ?? '' }))
        if (!code?.trim()) return changeQuantity(count)
        const found = await find(code.trim())
        if (!found) return
        const quantity = multiplyQuantity(count, found.quantity)
        if (quantity === undefined) return warn(t('counter.badQuantity', { entry: count }))
        await sell(found.article, { quantity, idtar: found.idtar })
      }),
    [inTurn, find, warn, changeQuantity, sell],
  )
  useEffect(
    () =>
      receivePicks((idart) =>
        inTurn(async () => {
          await sell(await readSellable(idart), { proposesOptions: true })
        }),
      ),
    [inTurn, sell],
  )
  useEffect(
    () =>
      receiveCustomerPicks(counterPick, (customer) => {
        if (customer.isBlocked) warn(t('customers.isBlocked', { name: customer.displayName }))
        else dispatch({ type: 'customer', customer })
      }),
    [dispatch, warn],
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
    sellerKey,
    chooseSeller,
    question,
    /** A key of an article was touched. */
    touch: (article: SellableArticle) => inTurn(() => sell(article, { proposesOptions: true })),
    ...lineChoices({ latest, dispatch, ask, warn, inTurn }),
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
    chooseCustomer: () => open('customers', { pick: counterPick }),
    setQuantity() {
      const text = takeEntry()
      const quantity = parseTypedQuantity(text)
      if (!line) warn(t('counter.noLine'))
      else if (quantity === undefined) warn(t('counter.badQuantity', { entry: text }))
      else inTurn(() => changeQuantity(quantity))
    },
    /** «PV» of a line. */
    changePrice: (line: number, unitCents: number) =>
      inTurn(async () => {
        await changeLine({ type: 'price', line, unitCents })
      }),
    subtotal: () =>
      inTurn(() => {
        dispatch({ type: 'showMenus' })
        const { lines } = priceBasket(latest.current.draft.basket, menus ?? [])
        const count = countMenus(lines)
        if (count > 0) notify(t(count === 1 ? 'counter.menus.one' : 'counter.menus.other', { count }))
      }),
    openDrawer: () => inTurn(() => api.post<void>('/counter/drawer')),
    park: () =>
      inTurn(async () => {
        const { draft: current } = latest.current
        // Touched twice, it parks once.
        if (current.basket.lines.length === 0) return
        await api.post('/parked-sales', {
          draftId: current.id,
          sellerId: seller?.id,
          sellerKey,
          basket: toForm(current.basket),
          customerId: current.customer?.idcli ?? null,
        })
        dispatch({ type: 'restart' })
        notify(t('counter.parked'))
      }),
    recall: (id: number) =>
      inTurn(async () => {
        // Touched twice, or something was rung up in the same instant.
        if (latest.current.draft.basket.lines.length > 0) return
        const draftId = uuid()
        const sale = await api.post<UnparkedSale>(`/parked-sales/${id}/recall`, { draftId })
        await takeUp({ ...sale, id: draftId })
      }),
    look: (show: (article: SellableArticle) => void) => {
      const text = takeEntry()
      if (text === '') return line ? show(line.article) : warn(t('counter.noLine'))
      inTurn(async () => {
        const found = await find(text)
        if (found) show(found.article)
      })
    },
  }
}
