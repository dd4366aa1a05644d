/** Format after the two-letter country code, as VIES and the neighbouring countries print it. */
const formats: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z]\d{7}[A-Z0-9]$|^\d{8}[A-Z]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{10}01$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/,
}

const digitsOf = (text: string) => [...text].map(Number)

function luhn(text: string): boolean {
  const sum = digitsOf(text)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2))
    .reduce((total, digit) => total + digit, 0)
  return sum % 10 === 0
}

/** ISO 7064, mod 11,10. */
function mod11And10(text: string): boolean {
  const digits = digitsOf(text)
  const product = digits
    .slice(0, -1)
    .reduce((carried, digit) => (((carried + digit) % 10 || 10) * 2) % 11, 10)
  return (11 - product) % 10 === digits.at(-1)
}

/** Weighted sum mod 11 of all digits but the last, with weights from `first` downwards. */
const weighted = (text: string, first: number) =>
  digitsOf(text)
    .slice(0, -1)
    .reduce((sum, digit, index) => sum + digit * (first - index), 0) % 11

/** The whole number with letters read as 10–35, mod 97. Sole traders in the Netherlands have such numbers. */
function mod97(text: string): boolean {
  const digits = [...text].map((character) => Number.parseInt(character, 36)).join('')
  return BigInt(digits) % 97n === 1n
}

const checksums: Readonly<Record<string, (digits: string) => boolean>> = {
  BE: (text) => 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8)),
  DE: mod11And10,
  FR(text) {
    const [key, siren] = [text.slice(0, 2), text.slice(2)]
    // Numbers from Monaco begin with 000 and contain no SIREN.
    if (!siren.startsWith('000') && !luhn(siren)) return false
    return !/^\d\d$/.test(key) || (12 + 3 * (Number(siren) % 97)) % 97 === Number(key)
  },
  IT: luhn,
  LU: (text) => Number(text.slice(0, 6)) % 89 === Number(text.slice(6)),
  NL(text) {
    const rest = weighted(text.slice(0, 9), 9)
    return (rest < 10 && rest === Number(text[8])) || mod97(`NL${text}`)
  },
  PT: (text) => ((11 - weighted(text, 9)) % 11) % 10 === Number(text.at(-1)),
}

/**
 * Checks a VAT number by its country's format, and by the checksum where it is implemented (contract, back-office
 * §4.15).
 * @returns the number in its stored form, without blanks, dots and dashes; undefined if it is not valid
 */
export function readVatNumber(text: string): string | undefined {
  const number = text.toUpperCase().replace(/[\s.\-/]/g, '')
  const [country, rest] = [number.slice(0, 2), number.slice(2)]
  const isKnown = formats[country]?.test(rest) === true
  return isKnown && (checksums[country]?.(rest) ?? true) ? number : undefined
}
