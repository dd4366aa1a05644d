import type { Order } from '@hub/contract'

const maxWords = 20
const maxWordLength = 60
/** In characters. PostgreSQL limits a term to 2,046 bytes. */
const maxRefLength = 400
/** Longer than any indexed id or reference, so longer text finds nothing more. In UTF-8, below the limit of a term. */
const maxTypedLength = 500
/** A number with fewer digits is treated as a word, as in «Studio 54». */
const minPhoneDigits = 4

/** Letters that Unicode normalisation does not decompose. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
}

/** Words without case, accents and punctuation: `O’Brien-Zoé` is `o`, `brien`, `zoe`. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłı]/g, (letter) => letters[letter] ?? letter)
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return words.slice(0, maxWords).map((word) => word.slice(0, maxWordLength))
}

/** Country calling codes of one and two digits; all others have three (ITU-T E.164). */
const callingCode =
  /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|2\d\d|3[578]\d|42\d|5[09]\d|6[7-9]\d|8[05-9]\d|9[679]\d)/

/**
 * The digits by which a number is found: the national form without its leading 0, and also the whole number if it was
 * given with a country code. `+33 6 12…` and `06 12…` share a form.
 */
function phoneForms(phone: string): string[] {
  const digits = phone.replace(/\D/g, '')
  const isInternational = /^\s*(\+|\(\+|00)/.test(phone)
  if (!isInternational) return present([digits.replace(/^0+/, '')])
  const whole = digits.replace(/^00/, '')
  return present([whole, whole.replace(callingCode, '').replace(/^0+/, '')])
}
const present = (texts: string[]) => [...new Set(texts)].filter((text) => text !== '')

const refKey = (ref: string) => ref.toLowerCase().replace(/\s+/g, ' ').slice(0, maxRefLength)

/** One index serves all accounts, so each term begins with the account id, then its kind. */
const term = (accountId: string, kind: 'id' | 'ref' | 'word' | 'phone', text: string) =>
  `${accountId} ${kind} ${text}`

/** The terms by which the back office finds an order (contract, back-office §4.5), one per line. */
export function searchTerms(
  accountId: string,
  { id, ref, customer }: Pick<Order, 'id' | 'ref' | 'customer'>,
): string {
  const { first_name, last_name, company_name, phone } = customer
  const names = [first_name, last_name, company_name].map((name) => name ?? '').join(' ')
  return [
    term(accountId, 'id', id.toLowerCase()),
    ...(ref === null || ref === '' ? [] : [term(accountId, 'ref', refKey(ref))]),
    ...wordsOf(names).map((word) => term(accountId, 'word', word)),
    ...phoneForms(phone ?? '').map((digits) => term(accountId, 'phone', digits)),
  ].join('\n')
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
const beginning = (text: string) => `${quoted(text)}:*`

/** A phone number within the typed text, separate from adjacent letters and digits. */
const phonePattern = /(?<![\p{L}\p{N}])[+(]*\d(?:[\s().+/-]*\d)+(?![\p{L}\p{N}])/gu
const isPhone = (text: string) => text.replace(/\D/g, '').length >= minPhoneDigits

/**
 * Turns the typed text into a PostgreSQL text search query that matches a whole id or reference, or prefixes of the
 * words of a name and of a phone number.
 * @param given of any length; only its beginning is used (security S10)
 */
export function searchQuery(accountId: string, given: string): string {
  const typed = given.slice(0, maxTypedLength)
  const phones = (typed.match(phonePattern) ?? []).filter(isPhone)
  const rest = typed.replace(phonePattern, (number) => (isPhone(number) ? ' ' : number))
  const word = (text: string) => beginning(term(accountId, 'word', text))
  const ofPerson = [
    ...phones.map((number) => {
      const forms = phoneForms(number).map((digits) => beginning(term(accountId, 'phone', digits)))
      // A company's name may be a number.
      return `(${[...forms, ...(/^\d+$/.test(number) ? [word(number)] : [])].join(' | ')})`
    }),
    ...wordsOf(rest).map(word),
  ]
  return [
    quoted(term(accountId, 'id', typed.toLowerCase())),
    quoted(term(accountId, 'ref', refKey(typed))),
    ...(ofPerson.length > 0 ? [`(${ofPerson.join(' & ')})`] : []),
  ].join(' | ')
}
