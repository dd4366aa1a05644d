import { ApiError, badRequest, invalid, type Problem } from '../platform/errors.ts'
import { isWellFormed } from '../platform/json.ts'

const maxLength = 255

/** The fields of one call. Problems are collected, so that one answer reports all of them. */
export interface Form {
  /** A required text, trimmed; `''` if it has a problem. */
  text(name: string): string
  optional(name: string): string | undefined
  list(name: string): string[]
  /** True if the flag is set; a missing flag is false. */
  flag(name: string): boolean
  problem(field: string, code: string, message: string): void
  /** Adds a problem for each unknown field, then throws if there is any problem. @throws {ApiError} 422 */
  check(): void
}

export function readForm(body: unknown): Form {
  if (body !== undefined && (typeof body !== 'object' || body === null || Array.isArray(body)))
    throw badRequest('The body must be a JSON object')
  const fields = (body ?? {}) as Record<string, unknown>
  const problems: Problem[] = []
  const asked = new Set<string>()
  const problem = (field: string, message: string) => {
    if (!problems.some((known) => known.field === field)) problems.push({ field, message })
  }
  const readText = (value: unknown, field: string): string | undefined => {
    if (typeof value !== 'string') return void problem(field, 'must be a text')
    const text = value.trim()
    if (!isWellFormed(text)) return void problem(field, 'contains characters that are not allowed')
    if (text === '') return void problem(field, "can't be blank")
    if (text.length > maxLength) return void problem(field, `must have at most ${maxLength} characters`)
    return text
  }
  const optional = (name: string) => {
    asked.add(name)
    return fields[name] == null ? undefined : readText(fields[name], name)
  }
  return {
    optional,
    text(name) {
      const text = optional(name)
      if (text === undefined) problem(name, "can't be blank")
      return text ?? ''
    },
    list(name) {
      asked.add(name)
      const value = fields[name] ?? []
      if (!Array.isArray(value)) problem(name, 'must be a list of texts')
      const texts = Array.isArray(value) ? value.map((entry) => readText(entry, name)) : []
      return texts.filter((text) => text !== undefined)
    },
    flag(name) {
      asked.add(name)
      const value = fields[name] ?? false
      if (![true, false, 'true', 'false'].includes(value as boolean)) problem(name, 'must be true or false')
      return value === true || value === 'true'
    },
    problem: (field, _code, message) => problem(field, message),
    check() {
      for (const key of Object.keys(fields)) if (!asked.has(key)) problem(key, 'is not a valid key')
      if (problems.length > 0) throw invalid(problems)
    },
  }
}

/** The 404 for a missing resource, with a sentence. */
export const missing = (what: string, id: string) =>
  new ApiError(404, 'not_found', `There is no ${what} '${id.slice(0, maxLength)}'`)
