/** Signs that printers lack, and what is printed instead. */
const spelled: Record<string, string> = {
  œ: 'oe',
  Œ: 'OE',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '→': '->',
  '•': '*',
  '™': 'TM',
}

const isPrinted = (sign: string) => /^[\x20-\x7e\xa1-\xff€]$/.test(sign) && sign !== '\xad'

/** Signs of Latin-1 that ISO 8859-15 gave up; the other alphabets would print them, the same ticket reads the same everywhere. */
const lacking = /[¤¦¨´¸¼½¾]/g

/**
 * The text in the signs that every Western code page of a printer has. Accents are kept; of what has none, an unknown
 * letter is left as `?`, and pictures and invisible signs are dropped: a name from outside never holds a command.
 */
export function toPrinted(text: string): string {
  const spaced = text.normalize('NFC').replace(/[\t\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
  const printed = [...spaced].map((sign) => {
    if (sign === '\n' || isPrinted(sign)) return sign
    const known = spelled[sign]
    if (known !== undefined) return known
    if (/[\p{C}\p{M}\p{Extended_Pictographic}]/u.test(sign)) return ''
    return [...sign.normalize('NFKD')].find(isPrinted) ?? '?'
  })
  return printed.join('').replace(lacking, '')
}
