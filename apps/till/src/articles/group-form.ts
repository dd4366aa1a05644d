import type { Form } from '../platform/form.ts'
import { readEach } from './nested.ts'
import type { OptionGroup } from './options.ts'

const mostGroups = 30
const mostOptions = 100
const mostSelections = 99

export interface TypedGroup extends OptionGroup {
  id: number | null
}

/**
 * Reads the «Options» page of the sheet.
 * @param isOption whether an article id belongs to an «Article Option»
 */
export const readGroups = (form: Form, isOption: (idart: number) => boolean): TypedGroup[] =>
  readEach(form, 'optionGroups', mostGroups, (own) => readGroup(own, isOption))

function readGroup(form: Form, isOption: (idart: number) => boolean): TypedGroup {
  const id = form.integer('id', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const name = form.text('name', { isRequired: true, most: 80 })
  const minSelections = form.integer('minSelections', { least: 0, most: mostSelections }) ?? 0
  const maxSelections = form.integer('maxSelections', { least: 1, most: mostSelections })
  const options = form.list('options', mostOptions, Number)
  if (options.length === 0) form.fail('options', 'Un groupe demande au moins une option.')
  if (new Set(options).size < options.length) form.fail('options', 'Une option est là deux fois.')
  const stranger = options.find((option) => !isOption(option))
  if (stranger !== undefined) form.fail('options', `L'article ${stranger} n'est pas un « Article Option ».`)
  if (maxSelections !== null && maxSelections < minSelections)
    form.fail('maxSelections', 'Le maximum est au-dessous du minimum.')
  return { id, name, minSelections, maxSelections, options }
}
