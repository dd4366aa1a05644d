import type { Customer as HubCustomer } from '@hub/client'
import type { CustomerInput } from '@hub/contract'
import { type IncomingCustomer, internationalPhone, type SharedFields } from '../../customers/index.ts'

/** Names and addresses, by the till's field and the hub's (contract, kezia §4.3). */
export const personNames = {
  lastName: 'last_name',
  firstName: 'first_name',
  company: 'company_name',
  email: 'email',
  phone: 'phone',
  accessCode: 'phone_access_code',
  address1: 'address_1',
  address2: 'address_2',
  postalCode: 'postal_code',
  city: 'city',
  country: 'country',
  deliveryNotes: 'delivery_notes',
} as const satisfies Partial<Record<keyof SharedFields, keyof CustomerInput>>

/** The texts that both sides store in the same form. */
const sameTexts = { ...personNames, birthDate: 'birth_date' } as const
type SameText = keyof typeof sameTexts

const genders = { 'M.': 'male', Mme: 'female' } as const

/** Maps a hub customer to the till's fields. Lenient, because a hub may leave a field out. */
export function toIncomingCustomer(customer: HubCustomer & { id: string }): IncomingCustomer {
  const texts = Object.fromEntries(
    Object.entries(sameTexts).map(([field, key]) => [field, customer[key] ?? '']),
  ) as Record<SameText, string>
  return {
    sourceId: customer.id,
    isAnonymised: customer.anonymised === true,
    shared: {
      ...texts,
      civility: customer.gender === 'male' ? 'M.' : customer.gender === 'female' ? 'Mme' : '',
      isSmsAllowed: customer.sms_marketing === true,
      isEmailAllowed: customer.email_marketing === true,
    },
    facts: {
      orderCount: customer.nb_orders ?? 0,
      orderTotal: customer.order_total ?? '',
      firstOrderAt: customer.first_order_date ?? null,
      lastOrderAt: customer.last_order_date ?? null,
      loyaltyCards: (customer.loyalty_cards ?? []).map(({ name, ref, balance }) => ({
        name: name ?? ref ?? '',
        balance,
      })),
    },
  }
}

/** Maps the given fields to the hub's; empty texts are left out, phones are in international form. */
export function toCustomerInput(shared: Partial<SharedFields>): CustomerInput {
  const { civility, isSmsAllowed, isEmailAllowed, phone, ...texts } = shared
  return {
    ...Object.fromEntries(
      (Object.entries(texts) as [Exclude<SameText, 'phone'>, string][])
        .filter(([, text]) => text !== '')
        .map(([field, text]) => [sameTexts[field], text]),
    ),
    ...(phone && { phone: internationalPhone(phone) }),
    ...(civility && { gender: genders[civility] }),
    ...(isSmsAllowed !== undefined && { sms_marketing: isSmsAllowed }),
    ...(isEmailAllowed !== undefined && { email_marketing: isEmailAllowed }),
  }
}
