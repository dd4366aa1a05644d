import Type, { type Static } from 'typebox'
import { Nullable, Time } from './words.ts'

/** Health of a connection (support U1). */
export const healthStates = [
  'healthy',
  'late', // events have been waiting for more than 60 s
  'failing', // the last 3 attempts of its callback failed, or one event has failed for 5 minutes
  'silent', // it polls or streams, but gave no sign of life in time
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
  since: Nullable(Time), // null while healthy
  waiting: Type.Integer(), // number of pending events
  failure: Nullable(
    Type.Object({
      kind: Type.Enum([...failureKinds]),
      status: Nullable(Type.Integer()), // set for kind `status`
    }),
  ),
})
export type ConnectionHealth = Static<typeof ConnectionHealth>

/** Worst first. */
const bySeverity: readonly HealthState[] = [
  'failing',
  'silent',
  'late',
  'suspended',
  'blocked',
  'never_seen',
  'healthy',
]
/** The worst state of the connections of an account or location; null without connections. */
export const worstOf = (states: readonly (HealthState | null)[]): HealthState | null =>
  bySeverity.find((state) => states.includes(state)) ?? null
