import type { Tariff } from '../../src/articles/wire.ts'
import type { BasketLine } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import type { Draft, DraftChange } from './basket.ts'
import type { useQuestions } from './useQuestions.ts'
import { chooseOptions, recompose, refusalAfter } from './useSelling.ts'

interface Tools {
  latest: { current: { draft: Draft } }
  dispatch(action: DraftChange): void
  ask: ReturnType<typeof useQuestions>['ask']
  warn(text: string): void
  inTurn(task: () => Promise<void> | void): void
}

/** What may still be chosen on a line that is there: its options, its tariff. */
export function lineChoices({ latest, dispatch, ask, warn, inTurn }: Tools) {
  const onLine = (work: (line: BasketLine, index: number) => Promise<DraftChange | undefined>) =>
    inTurn(async () => {
      const { selected, basket } = latest.current.draft
      const line = selected === undefined ? undefined : basket.lines[selected]
      if (selected === undefined || !line) return warn(t('counter.noLine'))
      const action = await work(line, selected)
      const problem = action && refusalAfter(latest.current.draft, action)
      if (problem) warn(problem)
      else if (action) dispatch(action)
    })
  return {
    /** Of a composed menu, its composition. */
    editOptions: () =>
      onLine(async (sold, line) => {
        const { article, options } = sold
        if (sold.composition) {
          const composed = await recompose(sold, ask)
          return composed && { type: 'compose', line, ...composed }
        }
        if (article.optionGroups.length === 0) {
          warn(t('options.none', { definition: article.definition }))
          return undefined
        }
        const chosen = await chooseOptions(article, options, ask)
        return chosen && { type: 'options', line, options: chosen }
      }),
    editTariff: () =>
      onLine(async ({ article }, line) => {
        if (article.tariffs.length === 0) {
          warn(t('tariffs.none', { definition: article.definition }))
          return undefined
        }
        const tariff = await ask<Tariff>((answer) => ({ kind: 'tariff', article, answer }))
        return tariff && { type: 'tariff', line, tariff }
      }),
  }
}
