import { useCallback } from 'react'
import type { Tariff } from '../../src/articles/wire.ts'
import { firstLack } from '../../src/sales/composition-rules.ts'
import type { ComposedMenu, RecalledSale, SellableArticle } from '../../src/sales/wire.ts'
import type { PickedCustomer } from '../customers/picking.ts'
import type { Draft, DraftChange } from './basket.ts'
import { readComposable } from './queries.ts'
import type { useQuestions } from './useQuestions.ts'
import { recompose } from './useSelling.ts'

interface Tools {
  latest: { current: { draft: Draft } }
  dispatch(action: DraftChange): void
  ask: ReturnType<typeof useQuestions>['ask']
}

interface TakenUp extends RecalledSale {
  /** The draft that it goes on being; a new one unless told. */
  id?: string
  customer: PickedCustomer | null
}

/**
 * A sale that was put aside is the one in progress again. What changed meanwhile is said until it is read, and a line
 * whose tariff is gone asks for another, as a menu does whose composition lacks something.
 */
export function useTakeUp({ latest, dispatch, ask }: Tools) {
  return useCallback(
    async ({ basket, gone, changed, customer, id }: TakenUp) => {
      dispatch({ type: 'restart', basket, customer, ...(id !== undefined && { id }) })
      const sentences = [...new Set([...gone, ...changed])]
      if (sentences.length > 0) await ask<true>((answer) => ({ kind: 'recalled', sentences, answer }))
      for (const [line, sold] of latest.current.draft.basket.lines.entries()) {
        const { article, tariff, composition } = sold
        if (composition && (await isComplete(article, composition))) continue
        if (composition) {
          const composed = await recompose(sold, ask)
          if (composed) dispatch({ type: 'compose', line, ...composed })
        }
        if (composition || tariff || article.tariffs.length === 0) continue
        const chosen = await ask<Tariff>((answer) => ({ kind: 'tariff', article, answer }))
        if (chosen) dispatch({ type: 'tariff', line, tariff: chosen })
      }
    },
    [latest, dispatch, ask],
  )
}

const isComplete = async ({ idart }: SellableArticle, { components }: ComposedMenu): Promise<boolean> =>
  firstLack(await readComposable(idart), components) === undefined
