import { type OpeningHours, type OpeningHoursInput, type TimeSlot, weekdays } from '@hub/contract'
import type { Problem } from '../platform/errors.ts'

const minutesOfDay = 1440
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Start and end of a slot within its business day, in minutes from the cut-off (contract, accounts §4.1). */
function span({ from, to }: TimeSlot, cutoff: string) {
  const position = (time: string) => (minutes(time) - minutes(cutoff) + minutesOfDay) % minutesOfDay
  // Contract, accounts §4.1: as an end, the cut-off is the end of the business day.
  return { start: position(from), end: position(to) || minutesOfDay }
}

type Slots = readonly (Partial<TimeSlot> | undefined)[]
const isWhole = (slot: Slots[number]): slot is TimeSlot => slot?.from !== undefined && slot.to !== undefined

function checkDay(slots: Slots, path: string, cutoff: string, problems: Problem[]): void {
  const earlier: { start: number; end: number }[] = []
  for (const [index, slot] of slots.entries()) {
    if (!isWhole(slot)) continue
    const { start, end } = span(slot, cutoff)
    if (end <= start) {
      problems.push({ field: `${path}[${index}].to`, message: "must be after 'from'" })
      continue
    }
    if (earlier.some((other) => start < other.end && other.start < end)) {
      problems.push({ field: `${path}[${index}]`, message: 'overlaps another time slot' })
    }
    earlier.push({ start, end })
  }
}

/**
 * Adds the problems of a week of opening hours (contract, accounts §4). Slots that the reader has already refused are
 * undefined, and are skipped.
 */
export function checkHours(hours: OpeningHoursInput, cutoff: string, problems: Problem[]): void {
  const days = Object.entries(hours) as [string, Slots | undefined][]
  const isReported = problems.some(({ field }) => field.startsWith('opening_hours'))
  if (!isReported && days.every(([, slots]) => slots?.length === 0)) {
    problems.push({ field: 'opening_hours', message: 'must contain at least one time slot' })
  }
  for (const [day, slots] of days) checkDay(slots ?? [], `opening_hours.${day}`, cutoff, problems)
}

/** The days whose stored hours do not fit a new cut-off. */
export function daysInConflict(hours: OpeningHours, cutoff: string): string[] {
  return weekdays.filter((day) => {
    const problems: Problem[] = []
    checkDay(hours[day] ?? [], day, cutoff, problems)
    return problems.length > 0
  })
}

/**
 * Whether the location is open at that instant. A time before the cut-off belongs to the previous day (accounts
 * §4.1).
 */
export function isOpen(hours: OpeningHours, cutoff: string, zone: string, nowMs: number): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
  const minute = local.hour * 60 + local.minute
  const day = minute < minutes(cutoff) ? local.subtract({ days: 1 }) : local
  const position = (minute - minutes(cutoff) + minutesOfDay) % minutesOfDay
  return (hours[weekdays[day.dayOfWeek - 1]!] ?? []).some((slot) => {
    const { start, end } = span(slot, cutoff)
    return start <= position && position < end
  })
}

/** All seven days, with slots sorted by start. */
export function inOrder(hours: OpeningHoursInput, cutoff: string): OpeningHours {
  const sorted = (slots: readonly TimeSlot[]) =>
    slots.toSorted((left, right) => span(left, cutoff).start - span(right, cutoff).start)
  return Object.fromEntries(weekdays.map((day) => [day, sorted(hours[day] ?? [])])) as OpeningHours
}
