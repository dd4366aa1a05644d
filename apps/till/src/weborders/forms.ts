import { invalidFields, notFound } from '../platform/errors.ts'
import type { Form } from '../platform/form.ts'
import { findSeller } from '../sellers/index.ts'
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

/**
 * The name of the seller who decides. A seller who is asleep or unknown gives an empty
 * text and fails the form.
 */
export function readSellerName({ database }: WebOrders, form: Form): string {
  const id = form.integer('sellerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const seller = id === null ? undefined : findSeller(database, id)
  if (seller && !seller.isAsleep) return seller.name
  form.fail('sellerId', 'Choisissez un vendeur.')
  return ''
}

/** The till's number in a path. @throws {TillError} 404 */
export function readNumber({ number }: { number: string }): number {
  if (!/^\d{1,15}$/.test(number)) throw notFound(`Commande introuvable : ${number}`)
  return Number(number)
}
