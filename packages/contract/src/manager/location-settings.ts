import Type, { type Static } from 'typebox'
import { type LocationUpdate, OpeningHours, OrderAcceptance } from '../locations.ts'
import { timeOfDay } from '../vocabulary.ts'
import { Nullable, Timezone } from './words.ts'

/** The card «Horaires et prise de commandes»: the settings of a location that apps may also change (accounts §3.2). */
export const LocationSettings = Type.Object({
  cutoff_time: timeOfDay(),
  opening_hours: Nullable(OpeningHours), // null if never set
  preparation_time: Type.Integer({ description: 'minutes' }),
  order_acceptance: OrderAcceptance,
  pause_when_silent: Type.Boolean(), // while no till of the location answers (extensions X6)
  timezone: Timezone, // of the hours and of `resume_at`
})
export type LocationSettings = Static<typeof LocationSettings>

/** Read and checked like the body of `PATCH /location`; absent keys stay unchanged. */
export const LocationSettingsBody = Type.Unsafe<LocationUpdate & { pause_when_silent?: boolean }>({
  format: 'any',
})
