import { useState } from 'react'
import { composed, firstLack } from '../../src/sales/composition-rules.ts'
import { composedUnitCents, isPercentMenu } from '../../src/sales/menu-prices.ts'
import type { BasketComponent, ComposableChoice } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { parseTypedQuantity } from './basket.ts'
import { afterEnter, choose, isSkipped, placeOf, startOf, whyNot } from './composition.ts'
import type { Question } from './useQuestions.ts'

export type Composition = ReturnType<typeof useComposition>

/** What is chosen of a menu, and which of its letters is asked (contract, counter T11, T12). */
export function useComposition({
  menu,
  components,
  quantity,
  isReturn,
  answer,
}: Extract<Question, { kind: 'composition' }>) {
  const { letters } = menu
  const reason = (choice: ComposableChoice) =>
    whyNot(choice, { isReturn, soldOut: (definition) => t('composition.soldOut', { definition }) })
  const isOffered = (choice: ComposableChoice) => reason(choice) === undefined
  // Of one that is opened again every step is asked: it is opened to be changed.
  const isOpenedAgain = components.length > 0
  const [asked] = useState(() =>
    [...letters.keys()].filter((step) => {
      const letter = letters[step]
      return letter && (isOpenedAgain || !isSkipped(letter, isOffered))
    }),
  )
  const [chosen, setChosen] = useState(() => (isOpenedAgain ? components : startOf(menu, isOffered)))
  const [step, setStep] = useState(() => asked[0] ?? Math.max(letters.length - 1, 0))
  const [isTouched, setTouched] = useState(false)
  const [typedQuantity, setTypedQuantity] = useState(quantity)
  const [problem, setProblem] = useState<string>()
  const lack = firstLack(menu, chosen)
  const count = parseTypedQuantity(typedQuantity)
  const isWhole = count !== undefined && !count.includes('.')
  const composition = composed(menu, chosen)
  const optionCents = chosen
    .flatMap(({ options }) => options)
    .reduce((sum, option) => sum + option.unitCents * option.quantity, 0)

  const show = (next: number) => {
    setProblem(undefined)
    setTouched(true)
    setStep(next)
  }
  function change(next: BasketComponent[]) {
    setProblem(undefined)
    setTouched(true)
    setChosen(next)
  }
  function validate() {
    if (lack) {
      setStep(Math.max(placeOf(menu, lack.letter), 0))
      return setProblem(lack.problem)
    }
    if (!isWhole) return setProblem(t('composition.badQuantity'))
    answer({ composition, quantity: count })
  }
  /** A greyed choice says why it is. */
  function take(choice: ComposableChoice | 'none'): BasketComponent[] | undefined {
    const why = choice === 'none' ? undefined : reason(choice)
    const letter = letters[step]
    if (why !== undefined) setProblem(why)
    if (why !== undefined || !letter) return undefined
    const next = choose(chosen, letter, choice)
    change(next)
    return next
  }
  return {
    menu,
    letter: letters[step],
    step,
    show,
    chosen,
    change,
    take,
    reason,
    quantity: typedQuantity,
    setQuantity: setTypedQuantity,
    count: isWhole ? count : '1',
    /** Of one menu, with its supplements and options. */
    unitCents:
      (chosen.length === 0 && !isPercentMenu(menu) ? menu.priceCents : composedUnitCents(composition)) +
      optionCents,
    lack: lack?.problem ?? (isWhole ? undefined : t('composition.badQuantity')),
    problem,
    setProblem,
    validate,
    /** Enter: the next step, at the end the sale. */
    goOn() {
      const { to, problem: why } = afterEnter(menu, chosen, { step, isTouched, asked })
      if (to === 'sell') return validate()
      show(to)
      setProblem(why)
    },
    /** Touched, an article that asks nothing more leads to the next letter that lacks something. */
    goOnAfterTouch(next: BasketComponent[]) {
      const own = next.find((component) => component.letter === letters[step]?.letter)
      if (own && own.article.optionGroups.length + own.article.tariffs.length > 0) return
      const missing = placeOf(menu, firstLack(menu, next)?.letter)
      if (missing > step) setStep(missing)
    },
    goBack() {
      const before = asked.findLast((one) => one < step)
      if (before !== undefined) show(before)
    },
  }
}
