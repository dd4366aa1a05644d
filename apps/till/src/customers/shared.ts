// The fields exchanged with a customer's source, and the merge rules that decide which side wins. Pure.
import { internationalPhone, isMobile } from './phone.ts'
import type { CustomerDetails } from './snapshot.ts'
import type { Civility, Customer } from './wire.ts'

/** Unknown fields are empty. */
export interface SharedFields extends CustomerDetails {
  civility: Civility
  /** `1990-07-29`, or empty. */
  birthDate: string
  isSmsAllowed: boolean
  isEmailAllowed: boolean
}
type Field = keyof SharedFields

const copied = [
  'lastName',
  'firstName',
  'civility',
  'company',
  'email',
  'accessCode',
  'address1',
  'address2',
  'postalCode',
  'city',
  'country',
  'deliveryNotes',
  'isSmsAllowed',
  'isEmailAllowed',
] as const satisfies Field[]

const fields: Field[] = [...copied, 'birthDate', 'phone']

export const sharedOf = (customer: Omit<Customer, 'facts'>): SharedFields => ({
  ...(Object.fromEntries(copied.map((field) => [field, customer[field]])) as Pick<
    SharedFields,
    (typeof copied)[number]
  >),
  birthDate: customer.birthDate ?? '',
  phone: customer.mobile || customer.phone,
})

/**
 * Applies shared fields to a sheet. A new number replaces the old one in its field, else goes to the field of its kind.
 */
export function withShared<T extends Customer>(customer: T, shared: SharedFields): T {
  const { birthDate, phone, ...texts } = shared
  const next = { ...customer, ...texts, birthDate: birthDate || null }
  if (phone === (customer.mobile || customer.phone)) return next
  const inMobile = customer.mobile !== '' || (customer.phone === '' && isMobile(phone))
  return inMobile ? { ...next, mobile: phone } : { ...next, phone }
}

/** Ignores differences in notation of e-mail addresses and phone numbers. */
function isSame(field: Field, one: SharedFields, other: SharedFields): boolean {
  if (field === 'email') return one.email.trim().toLowerCase() === other.email.trim().toLowerCase()
  if (field === 'phone') return internationalPhone(one.phone) === internationalPhone(other.phone)
  return one[field] === other[field]
}

/**
 * Merges data received from the source. Fields that the source changed since `told` win, the others stay (contract,
 * kezia D56). The first time (`told` null) every field that the source knows wins, and none is emptied.
 */
export function mergeIncoming(
  own: SharedFields,
  told: SharedFields | null,
  incoming: SharedFields,
): SharedFields {
  const takes = (field: Field) =>
    !isSame(field, own, incoming) && (told ? !isSame(field, told, incoming) : Boolean(incoming[field]))
  return Object.fromEntries(
    fields.map((field) => [field, takes(field) ? incoming[field] : own[field]]),
  ) as unknown as SharedFields
}

/**
 * The changes to send to the source: the fields changed here since `told`, never an empty text (contract, kezia D56).
 * The first time (`told` null), every known field.
 * @param held what the source holds now; null when it does not know the customer
 */
export function changesFor(
  own: SharedFields,
  told: SharedFields | null,
  held: SharedFields | null,
): Partial<SharedFields> {
  const isTold = (field: Field) => {
    if (own[field] === '' || (held && isSame(field, own, held))) return false
    return told ? !isSame(field, own, told) : own[field] !== false
  }
  return Object.fromEntries(fields.filter(isTold).map((field) => [field, own[field]]))
}
