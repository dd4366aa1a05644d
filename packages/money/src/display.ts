import type { Cents } from './money.ts'

// Creating a formatter takes longer than formatting a hundred amounts, and a list formats two per row.
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(currency: string): Intl.NumberFormat {
  const known = formats.get(currency)
  if (known) return known
  const made = new Intl.NumberFormat('fr-FR', { style: 'currency', currency })
  formats.set(currency, made)
  return made
}

/** Writes `1 234,50 €`, the form for screens, sentences and paper, with non-breaking spaces; zero has no sign. */
export const displayMoney = (cents: Cents, currency: string): string =>
  formatOf(currency).format(cents === 0 ? 0 : cents / 100)
