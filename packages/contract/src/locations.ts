import Type, { type Static } from 'typebox'
import { input, jsonObject, maybe, nullable, oneOf, taggedBy, text, time, timeOfDay } from './vocabulary.ts'

/** Contract, accounts §2. */
export const Account = Type.Object({ id: Type.String(), name: Type.String(), currency: Type.String() })
export type Account = Static<typeof Account>

export const Timezone = Type.Object({
  name: Type.String({ description: 'IANA zone' }),
  offset: Type.Integer({ description: 'seconds, now; deprecated' }),
})
export type Timezone = Static<typeof Timezone>

export const TimeSlot = Type.Object({ from: timeOfDay(), to: timeOfDay() })
export type TimeSlot = Static<typeof TimeSlot>
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

/** Contract, accounts §5: has exactly the keys of its mode. */
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

// Input ---------------------------------------------------------------------------------------------------------

const slots = () =>
  Type.Optional(Type.Array(input({ from: timeOfDay(), to: timeOfDay() }, { strict: true }), { maxItems: 10 }))

/** Contract, accounts §4. */
export const OpeningHoursInput = input(
  {
    monday: slots(),
    tuesday: slots(),
    wednesday: slots(),
    thursday: slots(),
    friday: slots(),
    saturday: slots(),
    sunday: slots(),
  },
  { strict: true },
)
export type OpeningHoursInput = Static<typeof OpeningHoursInput>

const minutes = (minimum: number) => Type.Integer({ minimum, maximum: 1440, description: 'minutes' })

/** Contract, accounts §5: matches exactly one of the templates. `online` is the former name of `normal`. */
export const OrderAcceptanceInput = taggedBy('mode', [
  input({ mode: oneOf(['normal', 'online']) }, { strict: true }),
  input(
    { mode: oneOf(['busy']), resume_at: maybe(time()), extra_preparation_time: minutes(1) },
    { strict: true },
  ),
  input({ mode: oneOf(['paused']), resume_at: maybe(time()), reason: maybe(text()) }, { strict: true }),
])
export type OrderAcceptanceInput = Static<typeof OrderAcceptanceInput>

/** Contract, accounts §3.2. */
export const LocationUpdate = input(
  {
    cutoff_time: Type.Optional(timeOfDay()),
    opening_hours: maybe(OpeningHoursInput),
    preparation_time: Type.Optional(minutes(0)),
    order_acceptance: Type.Optional(OrderAcceptanceInput),
    custom_fields: maybe(jsonObject()),
  },
  {
    strict: true,
    readOnly: ['id', 'name', 'account', 'address', 'postal_code', 'city', 'country', 'timezone'],
  },
)
export type LocationUpdate = Static<typeof LocationUpdate>

/** Contract, accounts §6. `email` needs `profile_with_email`, and is null until it is verified (security S20). */
export const User = Type.Object({
  id: Type.String(),
  first_name: nullable(Type.String()),
  last_name: nullable(Type.String()),
  email: Type.Optional(nullable(Type.String())),
  timezone: Timezone,
  locales: Type.Array(Type.String()),
})
export type User = Static<typeof User>
