// The rules of the choices made in «Composition» (contract, counter T11, T12). Pure.
import { componentOf, firstLack, letterProblem } from '../../src/sales/composition-rules.ts'
import type {
  BasketComponent,
  BasketOption,
  ComposableChoice,
  ComposableLetter,
  ComposableMenu,
} from '../../src/sales/wire.ts'

/**
 * Why a choice is greyed, as a sentence; undefined if it is available. A return accepts sold-out articles
 * too.
 */
export function whyNot(
  { article, refusal }: ComposableChoice,
  { isReturn, soldOut }: { isReturn: boolean; soldOut(definition: string): string },
): string | undefined {
  if (refusal !== null) return refusal
  const isOut = article.availableMilli !== null && article.availableMilli <= 0
  return isOut && !isReturn ? soldOut(article.definition) : undefined
}

type IsOffered = (choice: ComposableChoice) => boolean

/** A choice with its only tariff; with several, the dialog asks. */
const chosen = (letter: ComposableLetter, choice: ComposableChoice): BasketComponent => {
  const { tariffs } = choice.article
  return componentOf(letter, choice, { tariff: tariffs.length === 1 ? tariffs[0] : null, options: [] })
}

/** The initial choices: «Par défaut», and the only choice of a mandatory letter. */
export const startOf = ({ letters }: ComposableMenu, isOffered: IsOffered): BasketComponent[] =>
  letters.flatMap((letter) => {
    const offered = letter.choices.filter(isOffered)
    const only = offered.length === 1 && !letter.isOptional ? offered[0] : undefined
    const start = offered.find(({ isDefault }) => isDefault) ?? only
    return start ? [chosen(letter, start)] : []
  })

/** A letter that asks nothing: one choice, which has nothing to choose itself. */
export function isSkipped({ choices, isOptional }: ComposableLetter, isOffered: IsOffered): boolean {
  const [choice] = choices
  if (isOptional || choices.length !== 1 || !choice || !isOffered(choice)) return false
  return choice.article.tariffs.length <= 1 && choice.article.optionGroups.length === 0
}

const without = (components: BasketComponent[], letter: string) =>
  components.filter((component) => component.letter !== letter)

/** Chosen again, an article keeps its options. */
export function choose(
  components: BasketComponent[],
  letter: ComposableLetter,
  choice: ComposableChoice | 'none',
): BasketComponent[] {
  const before = components.find((component) => component.letter === letter.letter)
  if (choice !== 'none' && before?.article.idart === choice.article.idart) return components
  const others = without(components, letter.letter)
  return choice === 'none' ? others : [...others, chosen(letter, choice)]
}

export function chooseTariff(
  components: BasketComponent[],
  letter: ComposableLetter,
  idtar: number,
): BasketComponent[] {
  return components.map((component) => {
    const choice = letter.choices.find(({ article }) => article.idart === component.article.idart)
    if (component.letter !== letter.letter || !choice) return component
    const tariff = choice.article.tariffs.find((one) => one.idtar === idtar)
    return componentOf(letter, choice, { tariff, options: component.options })
  })
}

export const setOptions = (
  components: BasketComponent[],
  letter: string,
  options: BasketOption[],
): BasketComponent[] =>
  components.map((component) => (component.letter === letter ? { ...component, options } : component))

/**
 * Where Enter goes: on to the next step that is asked, at the end to what lacks; `sell` when nothing does. Until something
 * was touched, what is complete is sold at once (contract, counter T12).
 */
export function afterEnter(
  menu: ComposableMenu,
  components: BasketComponent[],
  { step, isTouched, asked }: { step: number; isTouched: boolean; asked: number[] },
): { to: number | 'sell'; problem?: string } {
  const lack = firstLack(menu, components)
  if (!lack && !isTouched) return { to: 'sell' }
  const letter = menu.letters[step]
  const problem = letter && letterProblem(letter, components)
  if (problem !== undefined) return { to: step, problem }
  const next = asked.find((one) => one > step)
  if (next !== undefined) return { to: next }
  if (!lack) return { to: 'sell' }
  return { to: Math.max(placeOf(menu, lack.letter), 0), problem: lack.problem }
}

export const placeOf = ({ letters }: ComposableMenu, letter: string | undefined): number =>
  letters.findIndex((one) => one.letter === letter)
