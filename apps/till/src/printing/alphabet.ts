/** Characters that printers lack, and what is printed instead. */
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

/**
 * Latin-1 characters missing from ISO 8859-15. The other code pages have them, but a ticket must read
 * the same on every printer.
 */
const lacking = /[¤¦¨´¸¼½¾]/g

/**
 * The text in characters that every Western code page of a printer has. Accents are kept, an unknown letter
 * becomes `?`, and pictographs and invisible characters are dropped, so that a name from outside never
 * holds a printer command.
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
