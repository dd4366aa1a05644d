import type { SendableInvoice } from '../../../src/connector/wire.ts'

/** Days, `2021-07-29`. */
export interface Days {
  from: string
  to: string
}

const dayMs = 86_400_000

/** The instants of a period of days, widened to the farthest time zones: {@link keepInvoices} draws the exact limit. */
export function periodOfDays({ from, to }: Days): { from: string; to: string } {
  const shifted = (day: string, by: number, otherwise: string) => {
    const ms = Date.parse(`${day}T00:00:00Z`)
    return Number.isNaN(ms) ? otherwise : new Date(ms + by).toISOString()
  }
  return {
    from: shifted(from, -dayMs, '2000-01-01T00:00:00.000Z'),
    to: shifted(to, 2 * dayMs, '9999-12-31T00:00:00.000Z'),
  }
}

export function keepInvoices(
  rows: SendableInvoice[],
  { from, to }: Days,
  timeZone: string,
): SendableInvoice[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone })
  return rows.filter(({ soldAt }) => {
    const day = dayOf.format(new Date(soldAt))
    return day >= from && (to === '' || day <= to)
  })
}
