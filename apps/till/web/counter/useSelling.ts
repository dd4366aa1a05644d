import { useCallback } from 'react'
import type { Tariff } from '../../src/articles/wire.ts'
import { shortage } from '../../src/sales/availability.ts'
import { tooLarge } from '../../src/sales/line-check.ts'
import { priceBasket } from '../../src/sales/pricing.ts'
import { type BasketOption, mostLines, type SellableArticle } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { change, type Draft, type DraftChange } from './basket.ts'
import { needsOptions } from './options.ts'
import type { useQuestions } from './useQuestions.ts'

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

/** Adds an article to the sale, once its tariff and its options are known. */
export function useSelling({ latest, ask, changeLine, onPrice }: Tools) {
  return useCallback(
    async (
      article: SellableArticle,
      { quantity = '1', idtar = null, proposesOptions = false }: Selling = {},
    ) => {
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
    [latest, ask, changeLine, onPrice],
  )
}

/** Why a sale may not become what a change would make of it: «Blocage Vente si Dispo = 0», its length, a line's worth. */
export function refusalAfter(draft: Draft, action: DraftChange): string | undefined {
  const { basket } = change(draft, action)
  if (basket.lines.length > mostLines) return t('counter.full', { most: mostLines })
  const large = basket.lines.map(tooLarge).find((sentence) => sentence !== undefined)
  return large ?? shortage(priceBasket(basket, []).lines)
}

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
