import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { isUnusual } from '../../src/sales/line-check.ts'
import { articleSettingsQuery } from '../lib/queries.ts'
import { change, type Draft, type DraftChange } from './basket.ts'
import type { useQuestions } from './useQuestions.ts'
import { refusalAfter } from './useSelling.ts'

interface Tools {
  latest: { current: { draft: Draft } }
  dispatch(action: DraftChange): void
  ask: ReturnType<typeof useQuestions>['ask']
  warn(text: string): void
  /** What went wrong before is settled. */
  onDone(): void
}

/**
 * Makes a change to a line of the sale, unless it is refused, or is out of the ordinary and someone chose «Corriger»
 * (contract, counter T20). A line that was sold all the same takes more of the article without another question.
 * @returns whether it was made
 */
export function useLineCheck({ latest, dispatch, ask, warn, onDone }: Tools) {
  const { data: limits } = useQuery(articleSettingsQuery)
  return useCallback(
    async (action: Extract<DraftChange, { type: 'add' | 'quantity' | 'price' | 'tariff' | 'compose' }>) => {
      const { draft } = latest.current
      const problem = refusalAfter(draft, action)
      if (problem) {
        warn(problem)
        return false
      }
      const next = change(draft, action)
      const index = 'line' in action ? action.line : (next.selected ?? -1)
      const line = next.basket.lines[index]
      const before = draft.basket.lines[index]
      const isKnown = action.type === 'add' && before && limits && isUnusual(before, limits)
      if (line && limits && !isKnown && isUnusual(line, limits)) {
        const isSold = await ask<true>((answer) => ({ kind: 'unusual', line, answer }))
        if (!isSold) return false
      }
      dispatch(action)
      onDone()
      return true
    },
    [latest, dispatch, ask, warn, onDone, limits],
  )
}
