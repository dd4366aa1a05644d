import Type, { type Static } from 'typebox'
import {
  date,
  decimal,
  input,
  jsonObject,
  maybe,
  money,
  notes,
  nullable,
  oneOf,
  privateRef,
  text,
} from './vocabulary.ts'

export const genders = ['male', 'female'] as const

/** Fields that describe a person, in a customer and in a guest order (contract, customers §3, orders §7.2). */
export const personFields = {
  email: maybe(text()),
  first_name: maybe(text()),
  last_name: maybe(text()),
  gender: maybe(oneOf(genders)),
  birth_date: maybe(date()),
  company_name: maybe(text()),
  phone: maybe(text()),
  phone_access_code: maybe(text()),
  address_1: maybe(text()),
  address_2: maybe(text()),
  postal_code: maybe(text()),
  city: maybe(text()),
  state: maybe(text()),
  country: maybe(text()),
  latitude: maybe(decimal()),
  longitude: maybe(decimal()),
  delivery_notes: maybe(notes()),
  sms_marketing: maybe(Type.Boolean()),
  email_marketing: maybe(Type.Boolean()),
}
export const PersonInput = input(personFields)
export type PersonInput = Static<typeof PersonInput>

/** Fields that anonymising a customer sets to null (contract, customers §6). */
export const anonymisedFields = [
  'email',
  'first_name',
  'last_name',
  'gender',
  'birth_date',
  'company_name',
  'phone',
  'phone_access_code',
  'address_1',
  'address_2',
  'postal_code',
  'latitude',
  'longitude',
  'delivery_notes',
] as const satisfies readonly (keyof typeof personFields)[]

export const LoyaltyCardSummary = Type.Object({
  id: Type.String(),
  ref: nullable(Type.String()),
  name: nullable(Type.String()),
  balance: Type.String(),
})

/** Contract, customers §3. `order.customer` has the same keys, with null identifiers for a guest (orders O34). */
export const Customer = Type.Object({
  id: nullable(Type.String()),
  customer_list_id: nullable(Type.String()),
  anonymised: Type.Boolean(),
  private_ref: nullable(Type.String()),
  email: nullable(Type.String()),
  first_name: nullable(Type.String()),
  last_name: nullable(Type.String()),
  gender: nullable(oneOf(genders)),
  birth_date: nullable(Type.String()),
  created_at: nullable(Type.String()),
  company_name: nullable(Type.String()),
  phone: nullable(Type.String()),
  phone_access_code: nullable(Type.String()),
  address_1: nullable(Type.String()),
  address_2: nullable(Type.String()),
  postal_code: nullable(Type.String()),
  city: nullable(Type.String()),
  state: nullable(Type.String()),
  country: nullable(Type.String()),
  latitude: nullable(Type.String()),
  longitude: nullable(Type.String()),
  delivery_notes: nullable(Type.String()),
  sms_marketing: Type.Boolean(),
  email_marketing: Type.Boolean(),
  nb_orders: Type.Integer(),
  order_total: money(),
  first_order_date: nullable(Type.String()),
  last_order_date: nullable(Type.String()),
  loyalty_cards: Type.Array(LoyaltyCardSummary),
  custom_fields: jsonObject(),
})
export type Customer = Static<typeof Customer>

/** Contract, customers §4.1: create and update take the same fields. */
export const CustomerInput = input(
  { private_ref: maybe(privateRef()), ...personFields, custom_fields: maybe(jsonObject()) },
  { lenient: true },
)
export type CustomerInput = Static<typeof CustomerInput>

/** Contract, customers §2. */
export const CustomerList = Type.Object({ id: Type.String(), name: Type.String(), created_at: Type.String() })
export type CustomerList = Static<typeof CustomerList>

/** Contract, customers §2: other keys are ignored (C7). */
export const CustomerListCreate = input({ name: text() }, { lenient: true })
export type CustomerListCreate = Static<typeof CustomerListCreate>
export const CustomerListUpdate = input({ name: Type.Optional(text()) }, { lenient: true })
export type CustomerListUpdate = Static<typeof CustomerListUpdate>
