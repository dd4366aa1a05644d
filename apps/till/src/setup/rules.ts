/** Whether the last digit agrees with the others (Luhn), as in every SIRET but those of La Poste. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const digits = [...text].map(Number)
  if (text.startsWith('356000000')) return sum(digits) % 5 === 0
  return (
    sum(digits.map((digit, index) => (index % 2 === 0 ? sum([...String(digit * 2)].map(Number)) : digit))) %
      10 ===
    0
  )
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

/** A European VAT number; for a French one with a numeric key, the key must agree with its SIREN. */
export function isVatNumber(text: string): boolean {
  if (!/^[A-Z]{2}[0-9A-Z]{2,13}$/.test(text)) return false
  if (!text.startsWith('FR')) return true
  const [, key, siren] = /^FR([0-9A-Z]{2})(\d{9})$/.exec(text) ?? []
  if (key === undefined || siren === undefined) return false
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97
}
