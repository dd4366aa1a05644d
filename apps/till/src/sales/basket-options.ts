import { Form } from '../platform/form.ts'
import { groupProblem } from './option-rules.ts'
import type { BasketOption, SellableArticle } from './wire.ts'

const mostOptions = 100
const mostTimes = 99
const mostCents = 99_999_999

/** Reads the options of a line as sent; `problem` is the first thing wrong with them, as a sentence. */
export function readOptions(
  article: SellableArticle,
  form: Form,
): { options: BasketOption[]; problem: string | undefined } {
  const problems: string[] = []
  const options = form.list('options', mostOptions, (value): BasketOption[] => {
    const own = new Form(value)
    const groupId = own.integer('groupId', { least: 1, most: Number.MAX_SAFE_INTEGER })
    const idart = own.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
    const quantity = own.integer('quantity', { least: 1, most: mostTimes }) ?? 1
    const unitCents = own.integer('unitCents', { least: -mostCents, most: mostCents })
    own.check()
    const group = article.optionGroups.find(({ id }) => id === groupId)
    const option = group?.options.find((one) => one.idart === idart)
    if (group && option)
      return [{ groupId: group.id, article: option, quantity, unitCents: unitCents ?? option.unitCents }]
    problems.push(`${article.definition} ne propose plus l'option ${idart ?? ''}.`)
    return []
  })
  const chosen = options.flat()
  for (const group of article.optionGroups) {
    const problem = groupProblem(group, chosen)
    if (problem) problems.push(`${article.definition} : ${problem}`)
  }
  return { options: chosen, problem: problems[0] }
}
