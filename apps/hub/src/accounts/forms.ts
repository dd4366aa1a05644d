import type { FieldCode } from '@hub/contract/manager'
import { isCountry, isCurrency, readTimezone } from './place-names.ts'
import { readVatNumber } from './vat.ts'

interface Form {
  problem(field: string, code: FieldCode, message: string): void
}

/** A field that already failed is undefined, and is not checked again. */
type Given = string | null | undefined

export function checkCountry(form: Form, field: string, country: Given): void {
  if (typeof country === 'string' && !isCountry(country))
    form.problem(field, 'unknown', `must be an ISO 3166 code of two capital letters, got '${country}'`)
}

export function checkCurrency(form: Form, currency: Given): void {
  if (typeof currency === 'string' && !isCurrency(currency))
    form.problem(
      'currency',
      'unknown',
      `must be an ISO 4217 code of three capital letters, got '${currency}'`,
    )
}

/** @returns the zone in its canonical spelling; for an unknown zone the given text, with a problem added */
export function checkTimezone(form: Form, timezone: string): string {
  const known = timezone === undefined ? undefined : readTimezone(timezone)
  if (timezone !== undefined && known === undefined)
    form.problem('timezone', 'unknown', `must be an IANA time zone such as Europe/Paris, got '${timezone}'`)
  return known ?? timezone
}

/** @returns the number in its stored form; undefined and null are returned unchanged */
export function checkVatNumber<T extends Given>(form: Form, field: string, text: T): T | string {
  if (typeof text !== 'string') return text
  const number = readVatNumber(text)
  if (number === undefined)
    form.problem(field, 'invalid_vat_number', `must be a VAT number with its country, got '${text}'`)
  return number ?? text
}
