import { invalidFields } from '../platform/errors.ts'
import type { Form } from '../platform/form.ts'
import { instantText, type WebOrders } from './context.ts'

/** @throws {TillError} 422 when the text is no instant */
export function readInstant(field: string, text: string): string {
  try {
    return instantText(Temporal.Instant.from(text))
  } catch {
    const message = `Valeur refusée : ${JSON.stringify(text.slice(0, 60))} ; une date avec son heure est attendue.`
    throw invalidFields([{ field, message }])
  }
}

/** A time to promise, as typed; empty when absent and not required. */
export function readFutureInstant(
  { clock }: WebOrders,
  form: Form,
  field: string,
  { isRequired = false } = {},
): string {
  const typed = form.text(field, { isRequired })
  form.check()
  if (typed === '') return ''
  const instant = readInstant(field, typed)
  if (Date.parse(instant) <= clock.now().epochMilliseconds)
    form.fail(field, "L'heure confirmée doit être à venir.")
  form.check()
  return instant
}
