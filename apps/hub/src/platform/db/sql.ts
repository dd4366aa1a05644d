import { hash } from 'node:crypto'
import { escapeIdentifier } from 'pg'

/** A parameter of a statement. Undefined is sent as `null`; an array is sent as one PostgreSQL array. */
export type Value =
  | string
  | number
  | bigint
  | boolean
  | Date
  | Uint8Array
  | null
  | undefined
  | Fragment
  | readonly Value[]

/** A part of a statement, with its values. */
export class Fragment {
  readonly texts: readonly string[]
  readonly values: readonly Value[]

  constructor(texts: readonly string[], values: readonly Value[]) {
    this.texts = texts
    this.values = values
  }
}

/** Builds a {@link Fragment}. It can be embedded in a statement or another fragment as if it were written there. */
export const fragment = (texts: TemplateStringsArray, ...values: Value[]): Fragment =>
  new Fragment(texts, values)

/** Joins fragments with a text between them, for example conditions with `' and '`. */
export function join(parts: readonly Fragment[], between: string): Fragment {
  const texts = ['', ...parts.slice(1).map(() => between), '']
  return new Fragment(parts.length === 0 ? [''] : texts, parts)
}

/**
 * A quoted name of a table, a column or an index. Only for names known in the code: each one makes another prepared
 * text.
 */
export const identifier = (name: string): Fragment => new Fragment([escapeIdentifier(name)], [])

/** A statement in the form in which it is sent. */
export interface Compiled {
  text: string
  /** Name of the prepared statement on a connection: a hash of the text. */
  name: string
  values: unknown[]
}

/** Compiled texts per template: one fixed text without fragments, or all texts so far with them, and their names. */
const templates = new Map<
  TemplateStringsArray,
  { fixed?: Omit<Compiled, 'values'>; names: Map<string, string> }
>()

/**
 * Replaces the values by `$1`… A template without fragments is compiled once. One with fragments has a text for each
 * combination of fragments, and each text stays prepared.
 */
export function compile(texts: TemplateStringsArray, values: readonly Value[]): Compiled {
  const template = templates.get(texts) ?? { names: new Map<string, string>() }
  if (template.fixed) return { ...template.fixed, values: [...values] }
  const compiled: string[] = []
  const sent: unknown[] = []
  append(compiled, sent, texts, values)
  const text = compiled.join('')
  const name = template.names.get(text) ?? nameOf(text)
  template.names.set(text, name)
  if (!values.some((value) => value instanceof Fragment)) template.fixed = { text, name }
  templates.set(texts, template)
  return { text, name, values: sent }
}

/**
 * Texts of all templates that had more than one so far. Tests use it to check that their number does not grow with
 * the data.
 */
export const varyingTexts = (): string[][] =>
  [...templates.values()].filter(({ names }) => names.size > 1).map(({ names }) => [...names.keys()])

function append(text: string[], sent: unknown[], texts: readonly string[], values: readonly Value[]): void {
  text.push(texts[0]!)
  for (const [index, value] of values.entries()) {
    if (value instanceof Fragment) append(text, sent, value.texts, value.values)
    else text.push(`$${sent.push(value)}`)
    text.push(texts[index + 1]!)
  }
}

/** The name under which a text stays prepared. */
const nameOf = (text: string) => hash('sha1', text).slice(0, 24)
