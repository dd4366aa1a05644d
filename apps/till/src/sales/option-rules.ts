import type { BasketOption, SellableGroup } from './wire.ts'

/** How many options of the group are chosen, counting quantities. */
export const countIn = (
  { id }: Pick<SellableGroup, 'id'>,
  options: Pick<BasketOption, 'groupId' | 'quantity'>[],
) => options.reduce((sum, { groupId, quantity }) => (groupId === id ? sum + quantity : sum), 0)

/** What is wrong with the options chosen in a group, as a sentence; undefined when nothing is. */
export function groupProblem(
  group: Pick<SellableGroup, 'id' | 'name' | 'minSelections' | 'maxSelections'>,
  options: Pick<BasketOption, 'groupId' | 'quantity'>[],
): string | undefined {
  const { name, minSelections, maxSelections } = group
  const count = countIn(group, options)
  if (count < minSelections) return `« ${name} » demande ${minSelections} choix au moins.`
  if (maxSelections !== null && count > maxSelections)
    return `« ${name} » permet ${maxSelections} choix au plus.`
  return undefined
}
