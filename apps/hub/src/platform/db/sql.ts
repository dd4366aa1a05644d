import { hash } from 'node:crypto'
import { escapeIdentifier } from 'pg'

/** What a statement takes beside its text. Missing is `null`; an array is one PostgreSQL array. */
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

/** A part of a statement, with the values of that part. */
export class Fragment {
  readonly texts: readonly string[]
  readonly values: readonly Value[]

  constructor(texts: readonly string[], values: readonly Value[]) {
    this.texts = texts
    this.values = values
  }
}

/** Writes a {@link Fragment}; statements and other fragments contain it as if it were written there. */
export const fragment = (texts: TemplateStringsArray, ...values: Value[]): Fragment =>
  new Fragment(texts, values)

/** Fragments in a row, with a text between: conditions by `' and '`. */
export function join(parts: readonly Fragment[], between: string): Fragment {
  const texts = ['', ...parts.slice(1).map(() => between), '']
  return new Fragment(parts.length === 0 ? [''] : texts, parts)
}

/** The name of a table, a column or an index that is known when the statement is made. */
export const identifier = (name: string): Fragment => new Fragment([escapeIdentifier(name)], [])

/** A statement as it is sent. */
export interface Compiled {
  text: string
  /** Under which it stays prepared on a connection: a hash of the text. */
  name: string
  values: unknown[]
}

/** What each template has become so far: its text without fragments, or its texts with them, and their names. */
const templates = new Map<
  TemplateStringsArray,
  { fixed?: Omit<Compiled, 'values'>; names: Map<string, string> }
>()

/**
 * The text with `$1`… in place of the values. One without fragments is put together once; one with fragments has as many
 * texts as there are ways to put them together, and each stays prepared.
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

/** The texts of each template that had more than one so far: their number must not grow with the data. */
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

/** Under which a text stays prepared. */
const nameOf = (text: string) => hash('sha1', text).slice(0, 24)
