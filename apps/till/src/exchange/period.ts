import type { Form } from '../platform/form.ts'

/** Whole days of the shop, as two instants: from the first one, up to before the second. */
export interface Period {
  from: string
  to: string
  timeZone: string
}

/** `from` and `to` as typed, both included; empty is the beginning, or the end, of time. */
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

/** `29/07/2021` and `14:32`, as the shop's clock said. */
export function localTexts(at: string, timeZone: string): { day: string; time: string } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  const day = local.toPlainDate().toString().split('-').toReversed().join('/')
  return { day, time: local.toPlainTime().toString({ smallestUnit: 'minute' }) }
}
