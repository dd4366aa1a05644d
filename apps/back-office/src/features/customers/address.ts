import { addressText } from '../accounts/address.ts'

interface CustomerAddress {
  address_1: string | null
  address_2: string | null
  postal_code: string | null
  city: string | null
  state: string | null
  country: string | null
}

/** `12 rue Esquermoise, 59800 Lille, France`; the country is free text: only a code has a name in the language shown. */
export function customerAddress(locale: string, customer: CustomerAddress) {
  const { address_1, address_2, postal_code, city, state, country } = customer
  const isCode = country !== null && /^[A-Z]{2}$/.test(country)
  return addressText(locale, {
    address: [address_1, address_2].filter(Boolean).join(', ') || null,
    postal_code,
    city: [city, state, isCode ? null : country].filter(Boolean).join(', ') || null,
    country: isCode ? country : null,
  })
}
