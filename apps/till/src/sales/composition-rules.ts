// Which compositions are valid (contract, counter T11). Pure: the dialog and the server apply the same rules.
import type { Tariff } from '../articles/wire.ts'
import { groupProblem } from './option-rules.ts'
import type {
  BasketComponent,
  BasketOption,
  ComposableChoice,
  ComposableLetter,
  ComposableMenu,
  ComposedMenu,
} from './wire.ts'

/** What is missing for a letter, as a sentence; undefined when its choice is complete. */
export function letterProblem(
  { label, letter, isOptional, choices }: ComposableLetter,
  chosen: readonly BasketComponent[],
): string | undefined {
  const own = chosen.filter((component) => component.letter === letter)
  const [component] = own
  if (own.length > 1) return `« ${label} » : un seul choix est permis.`
  if (!component && isOptional) return undefined
  if (!component)
    return choices.length === 0
      ? `« ${label} » n'a aucun article : complétez «Gestion des menus».`
      : `Choisissez « ${label} ».`
  return componentProblem(component)
}

function componentProblem({ article, tariff, options }: BasketComponent): string | undefined {
  if (article.tariffs.length > 0 && !tariff) return `Choisissez un tarif de ${article.definition}.`
  for (const group of article.optionGroups) {
    const problem = groupProblem(group, options)
    if (problem) return `${article.definition} : ${problem}`
  }
  return undefined
}

/** The first incomplete letter and its problem, as a sentence. */
export function firstLack(
  { letters }: Pick<ComposableMenu, 'letters'>,
  chosen: readonly BasketComponent[],
): { letter: string | undefined; problem: string } | undefined {
  for (const letter of letters) {
    const problem = letterProblem(letter, chosen)
    if (problem) return { letter: letter.letter, problem }
  }
  if (chosen.length === 0) return { letter: letters[0]?.letter, problem: 'Choisissez au moins un article.' }
  return undefined
}

const wholeQuantity = /^-?\d{1,6}(\.0{1,3})?$/

/** Menus are sold in whole units only. */
export const isWholeQuantity = (quantity: string): boolean => wholeQuantity.test(quantity)

/** A choice as the basket holds it, at today's price. */
export const componentOf = (
  { letter }: Pick<ComposableLetter, 'letter'>,
  { article, extraCents }: Pick<ComposableChoice, 'article' | 'extraCents'>,
  { tariff, options }: { tariff: Tariff | null | undefined; options: BasketOption[] },
): BasketComponent => ({
  letter,
  article,
  tariff: tariff ? { idtar: tariff.idtar, title: tariff.title } : null,
  unitCents: tariff?.priceCents ?? article.unitCents,
  extraCents,
  options,
})

/** The menu with these choices, in the order of its letters. */
export function composed(
  { name, priceCents, discountPercent, isByDiscount, isDiscountForbidden, letters }: ComposableMenu,
  components: readonly BasketComponent[],
): ComposedMenu {
  const inOrder = letters.flatMap(({ letter }) => components.filter((one) => one.letter === letter))
  return { name, priceCents, discountPercent, isByDiscount, isDiscountForbidden, components: inOrder }
}
