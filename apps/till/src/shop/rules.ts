/** 14 digits with a Luhn check digit; the establishments of La Poste have their own rule. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const digits = [...text].map(Number)
  const doubled = digits.map((digit, index) => (index % 2 === 0 ? sumOfDigits(digit * 2) : digit))
  if (sum(doubled) % 10 === 0) return true
  return text.startsWith('356000000') && sum(digits) % 5 === 0
}

const sumOfDigits = (number: number) => sum([...String(number)].map(Number))

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0)

/** A European VAT number; the key of a French one, if numeric, must match its SIREN. */
export function isVatNumber(text: string): boolean {
  if (!/^[A-Z]{2}[0-9A-Z]{2,13}$/.test(text)) return false
  if (!text.startsWith('FR')) return true
  const [, key, siren] = /^FR([0-9A-Z]{2})(\d{9})$/.exec(text) ?? []
  if (key === undefined || siren === undefined) return false
  return !/^\d{2}$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97
}
