import { anonymisedFields, type Customer, type PersonInput } from '@hub/contract'
import { formatDecimal, formatMoney, parseDecimal, roundDecimal } from '@hub/money'

const blank = {
  email: null,
  first_name: null,
  last_name: null,
  gender: null,
  birth_date: null,
  company_name: null,
  phone: null,
  phone_access_code: null,
  address_1: null,
  address_2: null,
  postal_code: null,
  city: null,
  state: null,
  country: null,
  latitude: null,
  longitude: null,
  delivery_notes: null,
  sms_marketing: false,
  email_marketing: false,
} satisfies Partial<Customer>

type Person = Pick<Customer, keyof typeof blank>

/** Rounds to 7 decimals, halves away from zero (contract, orders O52). */
const coordinate = (text: string | null) =>
  text === null ? null : formatDecimal(roundDecimal(parseDecimal(text), 7))

/** Contract, customers C12: a two-letter country is upper-cased; anything else is kept as sent. */
const country = (text: string | null) =>
  text !== null && /^[a-z]{2}$/i.test(text) ? text.toUpperCase() : text

/**
 * The keys present in the input, as they are stored. Null clears a key, but leaves a marketing flag unchanged
 * (contract, customers C13). A key whose value was refused is left out.
 */
export function personChanges(input: PersonInput): Partial<Person> {
  const changes: Record<string, unknown> = {}
  for (const key of Object.keys(blank) as (keyof Person)[]) {
    const value = input[key]
    if (value === undefined || (value === null && key.endsWith('_marketing'))) continue
    changes[key] = value
  }
  const { latitude, longitude, country: given } = changes as Partial<Person>
  if (latitude !== undefined) changes.latitude = coordinate(latitude)
  if (longitude !== undefined) changes.longitude = coordinate(longitude)
  if (given !== undefined) changes.country = country(given)
  return changes as Partial<Person>
}

export type Identity = Pick<Customer, 'id' | 'customer_list_id' | 'created_at'>

/** A customer without orders, with every key of contract customers §3 in the contract's order. */
export function describeCustomer(
  { id, customer_list_id, created_at }: Identity,
  input: PersonInput,
  currency: string,
): Customer {
  const { email, first_name, last_name, gender, birth_date, ...rest } = { ...blank, ...personChanges(input) }
  return {
    id,
    customer_list_id,
    anonymised: false,
    private_ref: null,
    email,
    first_name,
    last_name,
    gender,
    birth_date,
    created_at,
    ...rest,
    nb_orders: 0,
    order_total: formatMoney(0, currency),
    first_order_date: null,
    last_order_date: null,
    loyalty_cards: [],
    custom_fields: {},
  }
}

/** The customer of a guest order: always an object, without identifiers (contract, orders O34). */
export const guest = (input: PersonInput | null | undefined, currency: string): Customer =>
  describeCustomer({ id: null, customer_list_id: null, created_at: null }, input ?? {}, currency)

const nobody = Object.fromEntries(anonymisedFields.map((field) => [field, null])) as {
  [Field in (typeof anonymisedFields)[number]]: null
}

/** The customer without personal data; keeps the value of `anonymised` (contract, customers §6, C27). */
export const withoutPerson = (customer: Customer): Customer => ({ ...customer, ...nobody })

/** The anonymised customer. This cannot be undone (contract, customers §6). */
export const anonymised = (customer: Customer): Customer => ({ ...withoutPerson(customer), anonymised: true })
