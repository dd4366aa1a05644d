import type { Form } from '../platform/form.ts'

/** A range of days in the shop's time zone, as two instants: `from` inclusive, `to` exclusive. */
export interface Period {
  from: string
  to: string
  timeZone: string
}

/** Reads `from` and `to` as typed, both days included; an empty one leaves the range open. */
export function readPeriod(form: Form, timeZone: string): Period {
  const from = form.day('from')
  const to = form.day('to')
  if (from !== null && to !== null && to < from) form.fail('to', 'La fin est avant le début.')
  const start = (day: string, days = 0) =>
    Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(timeZone).toInstant().toString()
  return {
    from: from === null ? '0000' : start(from),
    to: to === null ? '9999' : start(to, 1),
    timeZone,
  }
}

export const isWithin = ({ from, to }: Period, at: string) => at >= from && at < to

/** Local day and time, such as `29/07/2021` and `14:32`. */
export function localTexts(at: string, timeZone: string): { day: string; time: string } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const day = local.toPlainDate().toString().split('-').toReversed().join('/')
  return { day, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) }
}
