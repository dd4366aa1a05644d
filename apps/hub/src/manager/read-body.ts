import type { FieldCode } from '@hub/contract/manager'
import type { Static, TSchema } from 'typebox'
import { maxProblems } from '../platform/errors.ts'
import { isWellFormed } from '../platform/json.ts'
import type { FieldProblem } from './errors.ts'

type Reader = (value: unknown, field: string, problems: FieldProblem[]) => unknown
type Keywords = Record<string, unknown>

/** Texts of forms are single-line, because they go into mail headers and page titles. */
const lineBreaking = /[\p{Cc}\u2028\u2029]/u

const readers = new WeakMap<object, Reader>()
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const report = (problems: FieldProblem[], field: string, code: FieldCode, message: string) => {
  if (problems.length < maxProblems) problems.push({ field, code, message })
}

/**
 * Reads a form by its schema in the contract. Texts except passwords are trimmed, `""` is read as null for an
 * optional text, unknown keys are refused, and every problem is reported. Absent optional keys stay absent.
 *
 * The value is meaningful only while `problems` is empty; parts that failed are undefined.
 */
export function readBody<T extends TSchema>(schema: T, value: unknown, problems: FieldProblem[]): Static<T> {
  const reader = readers.get(schema) ?? compile(schema as Keywords, '')
  readers.set(schema, reader)
  return reader(value, '', problems) as Static<T>
}

function compile(schema: Keywords, name: string): Reader {
  if (Array.isArray(schema.anyOf)) return compileUnion(schema.anyOf as Keywords[], name)
  if ('const' in schema) return compileChoice([schema.const])
  if (Array.isArray(schema.enum)) return compileChoice(schema.enum)
  if (schema.type === 'object') return compileObject(schema)
  if (schema.type === 'array') return compileArray(schema, name)
  if (schema.type === 'string') return compileText(schema, name)
  // The operation checks it itself.
  if (schema.format === 'any') return (value) => value
  throw new Error(`the form reader does not know the schema ${JSON.stringify(schema)}`)
}

function compileUnion(alternatives: Keywords[], name: string): Reader {
  const present = alternatives.filter(({ type }) => type !== 'null')
  if (present.every((schema) => 'const' in schema))
    return compileChoice(present.map((schema) => schema.const))
  const inner = compile(present[0]!, name)
  return (value, field, problems) =>
    value === null || (typeof value === 'string' && value.trim() === '')
      ? null
      : inner(value, field, problems)
}

function compileChoice(choices: readonly unknown[]): Reader {
  return (value, field, problems) =>
    choices.includes(value)
      ? value
      : report(problems, field, 'unknown', `must be one of ${choices.join(', ')}`)
}

function compileText(schema: Keywords, name: string): Reader {
  const maxLength = (schema.maxLength as number | undefined) ?? Number.POSITIVE_INFINITY
  const isPassword = name.endsWith('password')
  return (value, field, problems) => {
    if (value === null) return report(problems, field, 'blank', 'must not be empty')
    if (typeof value !== 'string') return report(problems, field, 'invalid', 'must be a text')
    const text = isPassword ? value : value.trim()
    if (!isWellFormed(text) || (!isPassword && lineBreaking.test(text)))
      return report(problems, field, 'invalid', 'contains characters that are not allowed')
    if (text === '') return report(problems, field, 'blank', 'must not be empty')
    if (text.length <= maxLength) return text
    return report(problems, field, 'too_long', `must have at most ${maxLength} characters`)
  }
}

function compileArray(schema: Keywords, name: string): Reader {
  const inner = compile(schema.items as Keywords, name)
  const maxItems = (schema.maxItems as number | undefined) ?? Number.POSITIVE_INFINITY
  return (value, field, problems) => {
    if (!Array.isArray(value)) return report(problems, field, 'invalid', 'must be an array')
    if (value.length > maxItems)
      return report(problems, field, 'too_long', `must have at most ${maxItems} entries`)
    return value.map((entry, index) => inner(entry, `${field}[${index}]`, problems))
  }
}

function compileObject(schema: Keywords): Reader {
  const properties = Object.entries(schema.properties as Record<string, Keywords>)
  const inner = new Map(properties.map(([key, property]) => [key, compile(property, key)]))
  const required = new Set((schema.required as string[] | undefined) ?? [])
  return (value, field, problems) => {
    if (!isObject(value)) return report(problems, field || 'base', 'invalid', 'must be an object')
    const path = (key: string) => (field === '' ? key : `${field}.${key}`)
    const result: Record<string, unknown> = {}
    for (const [key, reader] of inner) {
      if (Object.hasOwn(value, key)) result[key] = reader(value[key], path(key), problems)
      else if (required.has(key)) report(problems, path(key), 'blank', 'must not be empty')
    }
    for (const key of Object.keys(value)) {
      if (!inner.has(key)) report(problems, path(key), 'invalid', 'is not a valid key')
    }
    return result
  }
}
