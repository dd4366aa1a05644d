import { type Cents, formatDecimal, parseDecimal, withoutTax } from '@hub/money'
import type { VatTotal } from './wire.ts'

interface TaxedLine {
  vatRate: string
  totalCents: Cents
  sharedDiscountCents: Cents
}

/** By rate, lowest first; rounded once per document (contract, kezia §5.7). */
export function vatTotals(lines: TaxedLine[]): VatTotal[] {
  const byText = new Map<string, Cents>()
  for (const { vatRate, totalCents, sharedDiscountCents } of lines)
    byText.set(vatRate, (byText.get(vatRate) ?? 0) + totalCents - sharedDiscountCents)
  const byRate = new Map<string, Cents>()
  for (const [text, cents] of byText) {
    // `20` and `20.00` are one rate.
    const rate = formatDecimal(parseDecimal(text))
    byRate.set(rate, (byRate.get(rate) ?? 0) + cents)
  }
  return [...byRate]
    .map(([rate, totalCents]) => {
      const netCents = withoutTax(totalCents, parseDecimal(rate))
      return { rate, netCents, vatCents: totalCents - netCents, totalCents }
    })
    .sort((a, b) => Number(a.rate) - Number(b.rate))
}

/**
 * The letter printed beside lines and in the VAT table: `A` for a ticket's lowest rate, `B` for the next (contract,
 * kezia §5.6).
 */
export function vatCode(totals: Pick<VatTotal, 'rate'>[], rate: string): string {
  const written = formatDecimal(parseDecimal(rate))
  const place = totals.findIndex((one) => formatDecimal(parseDecimal(one.rate)) === written)
  return place < 0 ? '' : String.fromCharCode('A'.charCodeAt(0) + place)
}
