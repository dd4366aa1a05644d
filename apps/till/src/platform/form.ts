import { type Cents, parseTypedAmount } from '@hub/money'
import { type FieldError, invalidFields, TillError } from './errors.ts'

/**
 * Reads typed values field by field, and collects all mistakes before refusing. Each sentence says what was
 * expected and what came. A reader always returns a usable value; `check` throws when one was wrong.
 */
export class Form {
  readonly #body: Record<string, unknown>
  readonly #errors: FieldError[] = []

  /** @throws {TillError} if the body is not a JSON object */
  constructor(body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new TillError(422, 'Le contenu envoyé doit être un objet JSON.')
    this.#body = body as Record<string, unknown>
  }

  has(field: string): boolean {
    return this.#body[field] !== undefined && this.#body[field] !== null
  }

  /** Unlike `has`, also for a null that empties the field. */
  isSent(field: string): boolean {
    return this.#body[field] !== undefined
  }

  fail(field: string, message: string): void {
    if (!this.#errors.some((error) => error.field === field)) this.#errors.push({ field, message })
  }

  /** Trimmed; empty when absent. */
  text(field: string, { most = 255, isRequired = false } = {}): string {
    const value = this.#body[field] ?? ''
    if (typeof value !== 'string') return this.#wrong(field, 'un texte est attendu', '')
    const text = value.trim()
    if (text === '' && isRequired) this.fail(field, 'À remplir.')
    if (text.length > most) this.fail(field, `${most} caractères au plus ; il y en a ${text.length}.`)
    if (/\p{Cc}/u.test(text)) this.fail(field, 'Un caractère invisible est interdit ici.')
    return text
  }

  /** A text of several lines, trimmed; empty when absent. */
  paragraphs(field: string, { most }: { most: number }): string {
    const value = this.#body[field] ?? ''
    if (typeof value !== 'string') return this.#wrong(field, 'un texte est attendu', '')
    const text = value.replaceAll('\r\n', '\n').trim()
    if (text.length > most) this.fail(field, `${most} caractères au plus ; il y en a ${text.length}.`)
    if (/[^\P{Cc}\n\t]/u.test(text)) this.fail(field, 'Un caractère invisible est interdit ici.')
    return text
  }

  boolean(field: string): boolean {
    const value = this.#body[field] ?? false
    return typeof value === 'boolean' ? value : this.#wrong(field, 'vrai ou faux est attendu', false)
  }

  /** Null when absent. */
  integer(field: string, { least, most }: { least: number; most: number }): number | null {
    const value = this.#body[field] ?? null
    if (value === null) return null
    if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most)
      return value as number
    return this.#wrong(field, `un nombre entier de ${least} à ${most} est attendu`, null)
  }

  /** An amount as typed, such as `12,80`; null when empty. */
  amount(
    field: string,
    { least = 0, most = 99_999_999 }: { least?: Cents; most?: Cents } = {},
  ): Cents | null {
    const value = this.#body[field] ?? ''
    if (value === '') return null
    const cents = typeof value === 'string' ? parseTypedAmount(value) : undefined
    if (cents === undefined) return this.#wrong(field, 'un montant tel que 12,80 est attendu', null)
    if (cents < least && least === 0) return this.#wrong(field, 'un montant positif est attendu', null)
    if (cents < least || cents > most) return this.#wrong(field, 'au plus 999 999,99 est attendu', null)
    return cents
  }

  /** A day as typed, `29/07/2021`, given as `2021-07-29`; null when empty. */
  day(field: string): string | null {
    const value = this.#body[field] ?? ''
    if (value === '') return null
    const day = typeof value === 'string' ? parseTypedDay(value) : undefined
    return day ?? this.#wrong(field, 'une date telle que 29/07/2021 est attendue', null)
  }

  choice<const T extends string>(field: string, choices: readonly T[]): T {
    const value = this.#body[field] as T
    return choices.includes(value)
      ? value
      : this.#wrong(field, `un choix de la liste est attendu`, choices[0]!)
  }

  /**
   * An object, read as a form of its own; undefined when absent.
   * @throws {TillError} if it is something else
   */
  inner(field: string): Form | undefined {
    return this.has(field) ? new Form(this.#body[field]) : undefined
  }

  /** The elements of a list, each read by `read`; empty when absent, or too long. */
  list<T>(field: string, most: number, read: (value: unknown) => T): T[] {
    const value = this.#body[field] ?? []
    if (!Array.isArray(value)) return this.#wrong(field, 'une liste est attendue', [])
    if (value.length > most) {
      this.fail(field, `${most} éléments au plus sont attendus ; il y en a ${value.length}.`)
      return []
    }
    return value.map(read)
  }

  /** @throws {TillError} 422 with every mistake met so far */
  check(): void {
    if (this.#errors.length > 0) throw invalidFields(this.#errors)
  }

  #wrong<T>(field: string, expected: string, fallback: T): T {
    const value = this.#body[field] ?? null
    const came = typeof value === 'string' ? value : JSON.stringify(value)
    const shown = came.length > 40 ? `${came.slice(0, 40)}…` : came
    this.fail(field, `« ${shown} » est refusé : ${expected}.`)
    return fallback
  }
}

function parseTypedDay(text: string): string | undefined {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  try {
    const fields = { year: Number(year), month: Number(month), day: Number(day) }
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString()
  } catch {
    // 30/02/2021 has the shape of a day but is not one.
    return undefined
  }
}
