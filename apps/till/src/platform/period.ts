import { Form } from './form.ts'

/** Whole days of the shop, `2026-11-27`, the last one included. */
export interface Period {
  from: string
  to: string
}

/** The instants of a period: from `since` on, before `until`; texts in UTC to the second, which sort as time. */
export interface Span {
  since: string
  until: string
}

/**
 * Reads the days `from` and `to` of a query.
 * @throws {TillError} 422 with a sentence beside the day that is wrong
 */
export function readPeriod(query: unknown): Period {
  const form = new Form(query)
  const from = readDay(form, 'from')
  const to = readDay(form, 'to')
  if (from > to) form.fail('to', 'La fin de la période vient avant son début.')
  form.check()
  return { from, to }
}

// Years 2000 to 2999: a year with another number of digits would break the sorting of texts.
const dayText = /^2\d{3}-\d{2}-\d{2}$/

function readDay(form: Form, field: 'from' | 'to'): string {
  const text = form.text(field, { isRequired: true })
  if (text === '' || (dayText.test(text) && isDay(text))) return text
  form.fail(field, `« ${text.slice(0, 40)} » est refusé : une date telle que 2021-07-29 est attendue.`)
  return text
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    // 2021-02-30 has the shape of a day but is not one.
    return false
  }
}

export const periodDays = ({ from, to }: Period): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days + 1

/** A day of the shop lasts 23 or 25 hours when daylight saving time begins or ends. */
export function spanOf({ from, to }: Period, timeZone: string): Span {
  return { since: startOf(from, 0, timeZone), until: startOf(to, 1, timeZone) }
}

const startOf = (day: string, daysLater: number, timeZone: string) =>
  Temporal.PlainDate.from(day)
    .add({ days: daysLater })
    .toZonedDateTime(timeZone)
    .toInstant()
    .toString({ smallestUnit: 'second' })
