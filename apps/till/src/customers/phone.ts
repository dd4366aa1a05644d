const separators = /[\s.\-/()]/g

/**
 * The international form of a phone number, `+33612345678` for `06 12 34 56 78`. A text in no known format is returned
 * trimmed (contract, kezia R-K14, §4.3).
 */
export function internationalPhone(phone: string): string {
  const typed = phone.trim()
  const digits = typed.replaceAll(separators, '')
  if (/^\+\d{6,15}$/.test(digits)) return digits
  if (/^00[1-9]\d{5,14}$/.test(digits)) return `+${digits.slice(2)}`
  if (/^0[1-9]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`
  return typed
}

/** Whether it is a French mobile number (06 or 07), which belongs in «Portable». */
export const isMobile = (phone: string) => /^\+33[67]/.test(internationalPhone(phone))

/** The forms by which a number can be searched: `+33612345678` and `0612345678`. */
export function phoneKeys(phone: string): string[] {
  const whole = internationalPhone(phone)
  if (whole === '') return []
  return [whole.replaceAll(separators, ''), whole.replace(/^\+33/, '0').replaceAll(separators, '')]
}
