import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Tariff } from '../../src/articles/wire.ts'
import { shortage } from '../../src/sales/availability.ts'
import { isWholeQuantity } from '../../src/sales/composition-rules.ts'
import { tooLarge } from '../../src/sales/line-check.ts'
import { priceBasket } from '../../src/sales/pricing.ts'
import {
  type BasketComponent,
  type BasketLine,
  type BasketOption,
  maxLines,
  type SellableArticle,
} from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { change, type Draft, type DraftChange } from './basket.ts'
import { needsOptions } from './options.ts'
import { menusQuery, readComposable } from './queries.ts'
import type { Composed, useQuestions } from './useQuestions.ts'

export interface Selling {
  quantity?: string
  /** Of the tariff, when the code named one. */
  idtar?: number | null
  /** Touched, or chosen in a list: options that need not be chosen are proposed too. Typed codes never stop for them. */
  proposesOptions?: boolean
}

interface Tools {
  latest: { current: { draft: Draft } }
  ask: ReturnType<typeof useQuestions>['ask']
  /** Adds the line, once it was checked. */
  changeLine(action: Extract<DraftChange, { type: 'add' }>): Promise<boolean>
  /** The article has no price that it may be sold at: one is asked for. */
  onPrice(line: number): void
}

/** Adds an article to the sale, once its tariff and its options are known, or the composition of a menu. */
export function useSelling({ latest, ask, changeLine, onPrice }: Tools) {
  const queryClient = useQueryClient()
  return useCallback(
    async (
      article: SellableArticle,
      { quantity = '1', idtar = null, proposesOptions = false }: Selling = {},
    ) => {
      const menus = await queryClient.ensureQueryData(menusQuery)
      if (menus.some((menu) => menu.idart === article.idart)) {
        const { isReturn } = latest.current.draft
        const composed = await compose({ article, components: [], quantity, isReturn }, ask)
        if (composed) await changeLine({ type: 'add', article, ...composed })
        return
      }
      const tariff = await chooseTariff(article, idtar, ask)
      if (tariff === undefined) return
      const asksOptions = needsOptions(article) || (proposesOptions && article.optionGroups.length > 0)
      const options = asksOptions ? await chooseOptions(article, [], ask) : []
      if (options === undefined) return
      const action = { type: 'add' as const, article, quantity, tariff, options }
      if (!(await changeLine(action))) return
      const { selected = 0, basket } = latest.current.draft
      if (basket.lines[selected]?.unitCents === 0 && !article.isZeroPriceAllowed) onPrice(selected)
    },
    [latest, ask, changeLine, onPrice, queryClient],
  )
}

/** Why a sale may not become what a change would make of it: «Blocage Vente si Dispo = 0», its length, a line's worth. */
export function refusalAfter(draft: Draft, action: DraftChange): string | undefined {
  const { basket } = change(draft, action)
  if (basket.lines.length > maxLines) return t('counter.full', { most: maxLines })
  const parted = basket.lines.find(({ composition, quantity }) => composition && !isWholeQuantity(quantity))
  if (parted) return t('composition.whole', { menu: parted.article.definition })
  const large = basket.lines.map(tooLarge).find((sentence) => sentence !== undefined)
  return large ?? shortage(priceBasket(basket, []).lines)
}

interface Composing {
  article: SellableArticle
  components: BasketComponent[]
  /** Without a sign; a part of a menu is typed again. */
  quantity: string
  isReturn: boolean
}

/** «Composition» of a menu, with what may be chosen at this moment (contract, counter T11). */
async function compose({ article, ...start }: Composing, ask: Tools['ask']): Promise<Composed | undefined> {
  const menu = await readComposable(article.idart)
  return ask<Composed>((answer) => ({ kind: 'composition', menu, ...start, answer }))
}

/** The same of a menu that was composed before. */
export const recompose = ({ article, composition, quantity }: BasketLine, ask: Tools['ask']) =>
  compose(
    {
      article,
      components: composition?.components ?? [],
      quantity: quantity.replace('-', ''),
      isReturn: quantity.startsWith('-'),
    },
    ask,
  )

/** Null for an article with one price. */
export async function chooseTariff(
  article: SellableArticle,
  idtar: number | null,
  ask: Tools['ask'],
): Promise<Tariff | null | undefined> {
  if (article.tariffs.length === 0) return null
  const named = article.tariffs.find((tariff) => tariff.idtar === idtar)
  return named ?? (await ask<Tariff>((answer) => ({ kind: 'tariff', article, answer })))
}

export const chooseOptions = (
  article: SellableArticle,
  chosen: BasketOption[],
  ask: Tools['ask'],
): Promise<BasketOption[] | undefined> =>
  ask<BasketOption[]>((answer) => ({ kind: 'options', article, chosen, answer }))
