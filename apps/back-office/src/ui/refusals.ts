import type { FieldCode } from '@hub/contract/manager'
import type { TFunction } from 'i18next'
import { ApiError } from '../lib/api.ts'

/** Sentences for one form's fields that say more than the general one, such as "a profile has this e-mail". */
export type FieldWords = Partial<Record<FieldCode, string>>

/** Why it was refused, in the language shown; the server's own sentence for a code that is not known here. */
export function refusalText(t: TFunction, error: unknown): string {
  if (!(error instanceof ApiError)) return t('refusal.internal')
  switch (error.code) {
    case 'too_many_attempts':
      return t('refusal.too_many_attempts', { minutes: Math.ceil((error.retryAfter ?? 60) / 60) })
    case 'in_use':
      return t('refusal.in_use', { connections: error.usedBy.join(', ') })
    case 'limit_reached':
      return t(`refusal.limit_reached.${error.limited ?? 'connections'}`, { limit: error.limit ?? 0 })
    case 'request_invalid':
      return error.message
    default:
      return t(`refusal.${error.code}`, { defaultValue: error.message })
  }
}

/** Field → sentence in red under it. */
export function fieldTexts(t: TFunction, error: ApiError, words: FieldWords = {}): Record<string, string> {
  return Object.fromEntries(
    error.fields.map(({ field, code, message }) => [
      field,
      words[code] ?? t(`field.${code}`, { defaultValue: message }),
    ]),
  )
}
