/** Countries, then currencies, that a French-speaking shop may be in. */
export const countryCodes = [
  'FR',
  'BE',
  'LU',
  'CH',
  'MC',
  'GP',
  'MQ',
  'GF',
  'RE',
  'YT',
  'PF',
  'NC',
  'GB',
  'DE',
  'ES',
  'IT',
  'PT',
]
export const currencyCodes = ['EUR', 'CHF', 'GBP', 'XPF']

/** Codes with their French names. */
export function choicesOf(codes: string[], type: 'region' | 'currency') {
  const names = new Intl.DisplayNames('fr', { type })
  return codes.map((code) => ({ value: code, label: names.of(code) ?? code }))
}
