import Type, { type Static } from 'typebox'
import { jsonObject, nullable, timeOfDay } from './vocabulary.ts'

/** Contract, accounts §2. */
export const Account = Type.Object({ id: Type.String(), name: Type.String(), currency: Type.String() })
export type Account = Static<typeof Account>

export const Timezone = Type.Object({
  name: Type.String({ description: 'IANA zone' }),
  offset: Type.Integer({ description: 'seconds, now; deprecated' }),
})
export type Timezone = Static<typeof Timezone>

export const TimeSlot = Type.Object({ from: timeOfDay(), to: timeOfDay() })
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export const OpeningHours = Type.Record(Type.Enum([...weekdays]), Type.Array(TimeSlot))
export type OpeningHours = Static<typeof OpeningHours>

/** Contract, accounts §5: exactly the keys of the mode. */
export const OrderAcceptance = Type.Union([
  Type.Object({ mode: Type.Literal('normal') }),
  Type.Object({
    mode: Type.Literal('busy'),
    resume_at: nullable(Type.String()),
    extra_preparation_time: Type.Integer(),
  }),
  Type.Object({
    mode: Type.Literal('paused'),
    resume_at: nullable(Type.String()),
    reason: nullable(Type.String()),
  }),
])
export type OrderAcceptance = Static<typeof OrderAcceptance>

/** Contract, accounts §3.1. */
export const Location = Type.Object({
  id: Type.String(),
  name: Type.String(),
  account: Account,
  address: nullable(Type.String()),
  postal_code: nullable(Type.String()),
  city: nullable(Type.String()),
  country: Type.String(),
  timezone: Timezone,
  cutoff_time: timeOfDay(),
  opening_hours: nullable(OpeningHours),
  preparation_time: Type.Integer({ description: 'minutes' }),
  order_acceptance: OrderAcceptance,
  custom_fields: jsonObject(),
})
export type Location = Static<typeof Location>

/** Contract, accounts §6. `email` only with `profile_with_email`. */
export const User = Type.Object({
  id: Type.String(),
  first_name: nullable(Type.String()),
  last_name: nullable(Type.String()),
  email: Type.Optional(Type.String()),
  timezone: Timezone,
  locales: Type.Array(Type.String()),
})
export type User = Static<typeof User>
