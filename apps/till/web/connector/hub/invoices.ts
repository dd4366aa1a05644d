import type { SendableInvoice } from '../../../src/connector/wire.ts'
import { searchKey } from '../../../src/platform/text.ts'

/** Days, `2021-07-29`. */
export interface Days {
  from: string
  to: string
}

const dayMs = 86_400_000

/**
 * The instants of a period of days, widened to the farthest time zones; {@link keepInvoices} applies the
 * exact limits.
 */
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

export interface InvoiceFilters extends Days {
  /** Part of the name, or the whole code client; empty matches every customer. */
  customer: string
}

export function keepInvoices(
  rows: SendableInvoice[],
  { from, to, customer }: InvoiceFilters,
  timeZone: string,
): SendableInvoice[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone })
  const wanted = searchKey(customer)
  return rows.filter(({ soldAt, customerId, customerName }) => {
    const day = dayOf.format(new Date(soldAt))
    return (
      day >= from &&
      (to === '' || day <= to) &&
      (wanted === '' || searchKey(customerName ?? '').includes(wanted) || String(customerId) === wanted)
    )
  })
}
