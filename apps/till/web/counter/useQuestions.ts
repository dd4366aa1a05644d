import { useCallback, useState } from 'react'
import type { Tariff } from '../../src/articles/wire.ts'
import type {
  BasketComponent,
  BasketLine,
  BasketOption,
  ComposableMenu,
  ComposedMenu,
  SellableArticle,
} from '../../src/sales/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'

type Answer<T> = (value: T | undefined) => void

/** What must be known before CAISSE goes on; undefined is «Annuler». */
export type Question =
  | { kind: 'tariff'; article: SellableArticle; answer: Answer<Tariff> }
  | { kind: 'options'; article: SellableArticle; chosen: BasketOption[]; answer: Answer<BasketOption[]> }
  | {
      kind: 'composition'
      menu: ComposableMenu
      /** What was chosen before; empty for a menu that is sold now. */
      components: BasketComponent[]
      /** Whole, without a sign. */
      quantity: string
      isReturn: boolean
      answer: Answer<Composed>
    }
  | { kind: 'password'; seller: Seller; answer: Answer<string> }
  | { kind: 'recalled'; sentences: string[]; answer: Answer<true> }
  | { kind: 'unusual'; line: BasketLine; answer: Answer<true> }

export interface Composed {
  composition: ComposedMenu
  quantity: string
}

/** One question at a time, each a promise of its answer. */
export function useQuestions() {
  const [question, setQuestion] = useState<Question>()
  const ask = useCallback(
    <T>(make: (answer: Answer<T>) => Question) =>
      new Promise<T | undefined>((resolve) =>
        setQuestion(
          make((value) => {
            setQuestion(undefined)
            resolve(value)
          }),
        ),
      ),
    [],
  )
  return { question, ask }
}
