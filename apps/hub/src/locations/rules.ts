import type {
  LocationUpdate,
  OpeningHours,
  OpeningHoursInput,
  OrderAcceptance,
  OrderAcceptanceInput,
} from '@hub/contract'
import { mergeCustomFields } from '../platform/custom-fields.ts'
import type { Problem } from '../platform/errors.ts'
import { parseTime } from '../platform/time.ts'
import { checkHours, daysInConflict, inOrder } from './opening-hours.ts'

/** The settings of a location that the API can change. */
export interface LocationSettings {
  cutoff_time: string
  opening_hours: OpeningHours | null
  preparation_time: number
  order_acceptance: OrderAcceptance
  custom_fields: Record<string, unknown>
}

export interface UpdateContext {
  zone: string
  nowMs: number
  /** Problems are added here. The result is valid only if there are none. */
  problems: Problem[]
}

/** Contract, accounts §3.2: a given key replaces the whole value, except that custom fields are merged by key. */
export function updateSettings(
  settings: LocationSettings,
  input: LocationUpdate,
  context: UpdateContext,
): LocationSettings {
  const { preparation_time, order_acceptance, custom_fields } = input
  return {
    ...updateHours(settings, input, context.problems),
    preparation_time: preparation_time ?? settings.preparation_time,
    order_acceptance:
      order_acceptance === undefined ? settings.order_acceptance : acceptance(order_acceptance, context),
    custom_fields:
      custom_fields === undefined
        ? settings.custom_fields
        : mergeCustomFields(settings.custom_fields, custom_fields, context.problems),
  }
}

function updateHours(
  stored: LocationSettings,
  input: LocationUpdate,
  problems: Problem[],
): Pick<LocationSettings, 'cutoff_time' | 'opening_hours'> {
  const cutoff_time = input.cutoff_time ?? stored.cutoff_time
  if ('opening_hours' in input) {
    // Undefined if it was not an object.
    const given = input.opening_hours as OpeningHoursInput | null | undefined
    if (given) checkHours(given, cutoff_time, problems)
    const opening_hours = given && problems.length === 0 ? inOrder(given, cutoff_time) : null
    return { cutoff_time, opening_hours }
  }
  const days = stored.opening_hours === null ? [] : daysInConflict(stored.opening_hours, cutoff_time)
  if (days.length > 0) {
    const message = `conflicts with the opening hours of ${days.join(', ')}`
    problems.push({ field: 'cutoff_time', message })
  }
  return {
    cutoff_time,
    opening_hours: stored.opening_hours && inOrder(stored.opening_hours, cutoff_time),
  }
}

const normal: OrderAcceptance = { mode: 'normal' }

/** Contract, accounts §5: stored in the form in which it is returned, with exactly the keys of its mode. */
function acceptance(input: OrderAcceptanceInput, context: UpdateContext): OrderAcceptance {
  switch (input.mode) {
    case 'busy': {
      const { extra_preparation_time } = input
      return { mode: 'busy', resume_at: resumeAt(input.resume_at, context), extra_preparation_time }
    }
    case 'paused':
      return { mode: 'paused', resume_at: resumeAt(input.resume_at, context), reason: input.reason ?? null }
    default:
      return normal
  }
}

function resumeAt(given: string | null | undefined, { zone, nowMs, problems }: UpdateContext): string | null {
  if (given == null) return null
  if (parseTime(given, zone)! <= nowMs) {
    problems.push({ field: 'order_acceptance.resume_at', message: 'must be in the future' })
  }
  return given
}

/** When the location returns to `normal` by itself, in milliseconds since 1970; null for never. */
export function resumesAtMs({ order_acceptance: state }: LocationSettings, zone: string): number | null {
  if (state.mode === 'normal' || state.resume_at === null) return null
  return parseTime(state.resume_at, zone) ?? null
}

/** The settings after the automatic return; undefined if it is not due. */
export function resumed(
  settings: LocationSettings,
  zone: string,
  nowMs: number,
): LocationSettings | undefined {
  const atMs = resumesAtMs(settings, zone)
  return atMs !== null && atMs <= nowMs ? { ...settings, order_acceptance: normal } : undefined
}
