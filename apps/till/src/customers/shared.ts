// What a customer shares with his source, and whose word counts for each field. Values in, value out.
import { internationalPhone, isMobile } from './phone.ts'
import type { CustomerDetails } from './snapshot.ts'
import type { Civility, Customer } from './wire.ts'

/** An empty text is what is not known. */
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

/** The fields of the fiche that follow; a number goes where the former one was, else where its kind belongs. */
export function withShared<T extends Customer>(customer: T, shared: SharedFields): T {
  const { birthDate, phone, ...texts } = shared
  const next = { ...customer, ...texts, birthDate: birthDate || null }
  if (phone === (customer.mobile || customer.phone)) return next
  const inMobile = customer.mobile !== '' || (customer.phone === '' && isMobile(phone))
  return inMobile ? { ...next, mobile: phone } : { ...next, phone }
}

/** Two ways to write one e-mail or one number are the same. */
function isSame(field: Field, one: SharedFields, other: SharedFields): boolean {
  if (field === 'email') return one.email.trim().toLowerCase() === other.email.trim().toLowerCase()
  if (field === 'phone') return internationalPhone(one.phone) === internationalPhone(other.phone)
  return one[field] === other[field]
}

/**
 * The fiche after its source spoke: what the source changed since `told` wins, the rest stays (contract, kezia D56). The
 * first time, whatever the source knows wins, and nothing is emptied.
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
 * What to tell the source, which holds `held`, null for one that does not know him: what changed here since `told`, and never an empty text (contract, kezia
 * D56). The first time, everything that is known here.
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
