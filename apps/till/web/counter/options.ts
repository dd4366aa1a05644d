import { countIn, groupProblem } from '../../src/sales/option-rules.ts'
import type { BasketOption, SellableArticle, SellableGroup, SoldArticle } from '../../src/sales/wire.ts'

/** Whether the article cannot be sold before something is chosen. */
export const needsOptions = ({ optionGroups }: SellableArticle) =>
  optionGroups.some(({ minSelections }) => minSelections > 0)

export const timesChosen = (chosen: BasketOption[], group: SellableGroup, { idart }: SoldArticle): number =>
  chosen.find((one) => one.groupId === group.id && one.article.idart === idart)?.quantity ?? 0

/** Once more; where one only may be chosen, it takes the place of the other. */
export function addOption(chosen: BasketOption[], group: SellableGroup, option: SoldArticle): BasketOption[] {
  const others = group.maxSelections === 1 ? chosen.filter(({ groupId }) => groupId !== group.id) : chosen
  return withTimes(others, group, option, timesChosen(others, group, option) + 1)
}

export const removeOption = (
  chosen: BasketOption[],
  group: SellableGroup,
  option: SoldArticle,
): BasketOption[] => withTimes(chosen, group, option, timesChosen(chosen, group, option) - 1)

function withTimes(chosen: BasketOption[], group: SellableGroup, article: SoldArticle, quantity: number) {
  const isIt = (one: BasketOption) => one.groupId === group.id && one.article.idart === article.idart
  if (quantity <= 0) return chosen.filter((one) => !isIt(one))
  if (chosen.some(isIt)) return chosen.map((one) => (isIt(one) ? { ...one, quantity } : one))
  return [...chosen, { groupId: group.id, article, quantity, unitCents: article.unitCents }]
}

export const isFull = (chosen: BasketOption[], group: SellableGroup): boolean =>
  group.maxSelections !== null && group.maxSelections > 1 && countIn(group, chosen) >= group.maxSelections

/** The first group whose minimum or maximum is not kept, with the sentence. */
export function firstProblem(
  { optionGroups }: SellableArticle,
  chosen: BasketOption[],
): { group: SellableGroup; problem: string } | undefined {
  for (const group of optionGroups) {
    const problem = groupProblem(group, chosen)
    if (problem) return { group, problem }
  }
  return undefined
}
