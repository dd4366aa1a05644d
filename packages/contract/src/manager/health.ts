import Type, { type Static } from 'typebox'
import { Nullable, Time } from './words.ts'

/** How a connection does (support U1). */
export const healthStates = [
  'healthy',
  'late', // events wait for longer than 60 s
  'failing', // the last 3 attempts of its callback failed, or one event has failed for 5 minutes
  'silent', // it polls or streams, and has not been heard in time
  'never_seen',
  'blocked',
  'suspended',
] as const
export const HealthState = Type.Enum([...healthStates])
export type HealthState = (typeof healthStates)[number]

/** Why the last attempt to call it failed. */
export const failureKinds = [
  'refused',
  'unreachable',
  'timeout',
  'unknown_host',
  'certificate',
  'cut',
  'not_allowed',
  'status',
  'other',
] as const
export type FailureKind = (typeof failureKinds)[number]

export const ConnectionHealth = Type.Object({
  state: HealthState,
  since: Nullable(Time), // null while it is healthy
  waiting: Type.Integer(), // events that wait for it
  failure: Nullable(
    Type.Object({
      kind: Type.Enum([...failureKinds]),
      status: Nullable(Type.Integer()), // of `status`
    }),
  ),
})
export type ConnectionHealth = Static<typeof ConnectionHealth>

/** From the worst. */
const bySeverity: readonly HealthState[] = [
  'failing',
  'silent',
  'late',
  'suspended',
  'blocked',
  'never_seen',
  'healthy',
]
/** By which of its connections a place is judged; null without any. */
export const worstOf = (states: readonly (HealthState | null)[]): HealthState | null =>
  bySeverity.find((state) => states.includes(state)) ?? null
