import type { Customer, PersonInput } from '@hub/contract'
import { formatDecimal, formatMoney, parseDecimal } from '@hub/money'

/** Up to 7 decimals, halves away from zero (contract, orders O52). */
export function coordinate(text: string | null | undefined): string | null {
  if (text == null) return null
  const { unscaled, scale } = parseDecimal(text)
  if (scale <= 7) return formatDecimal({ unscaled, scale })
  const unit = 10n ** BigInt(scale - 7)
  const magnitude = unscaled < 0n ? -unscaled : unscaled
  const rounded = (magnitude * 2n + unit) / (unit * 2n)
  return formatDecimal({ unscaled: unscaled < 0n ? -rounded : rounded, scale: 7 })
}

/** Contract, customers C12: a two-letter country is upper-cased, anything else kept as sent. */
const country = (text: string | null | undefined) =>
  text != null && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : (text ?? null)

/** What a person is described by, as stored; used for guests here and for customers. */
export function personFields(input: PersonInput) {
  return {
    email: input.email ?? null,
    first_name: input.first_name ?? null,
    last_name: input.last_name ?? null,
    gender: input.gender ?? null,
    birth_date: input.birth_date ?? null,
    company_name: input.company_name ?? null,
    phone: input.phone ?? null,
    phone_access_code: input.phone_access_code ?? null,
    address_1: input.address_1 ?? null,
    address_2: input.address_2 ?? null,
    postal_code: input.postal_code ?? null,
    city: input.city ?? null,
    state: input.state ?? null,
    country: country(input.country),
    latitude: coordinate(input.latitude),
    longitude: coordinate(input.longitude),
    delivery_notes: input.delivery_notes ?? null,
    sms_marketing: input.sms_marketing ?? false,
    email_marketing: input.email_marketing ?? false,
  }
}

/** The customer of a guest order: always an object, no identifiers (contract, orders O34). */
export function guest(input: PersonInput | null | undefined, currency: string): Customer {
  const { email, first_name, last_name, gender, birth_date, ...rest } = personFields(input ?? {})
  return {
    id: null,
    customer_list_id: null,
    anonymised: false,
    private_ref: null,
    email,
    first_name,
    last_name,
    gender,
    birth_date,
    created_at: null,
    ...rest,
    nb_orders: 0,
    order_total: formatMoney(0, currency),
    first_order_date: null,
    last_order_date: null,
    loyalty_cards: [],
    custom_fields: {},
  }
}
