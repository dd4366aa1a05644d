import type { LocationSettings } from '@hub/contract/manager'

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const
export type Weekday = (typeof weekdays)[number]

export interface Slot {
  /** `HH:mm`; `""` while it is being typed. */
  from: string
  to: string
}
export type Week = Record<Weekday, Slot[]>

/** All seven days; hours that were never set are empty ones. */
export const weekOf = (hours: LocationSettings['opening_hours']): Week =>
  Object.fromEntries(weekdays.map((day) => [day, (hours?.[day] ?? []).map((slot) => ({ ...slot }))])) as Week

/** Null when no day has a slot: hours that are not set. */
export const hoursOf = (week: Week) => (weekdays.every((day) => week[day].length === 0) ? null : week)

/** The same slots on every day after that one. */
export function copiedDown(week: Week, from: Weekday): Week {
  const copied = week[from]
  return Object.fromEntries(
    weekdays.map((day, index) => [
      day,
      (index > weekdays.indexOf(from) ? copied : week[day]).map((slot) => ({ ...slot })),
    ]),
  ) as Week
}

/** `2026-03-14T21:30:00+01:00` → `2026-03-14T21:30`, as a field of date and time holds it. */
export const localTime = (time: string | null) => time?.slice(0, 16) ?? ''
