import type { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'
import type { Customer } from './wire.ts'

/** A snapshot of a customer's details, stored with a document. Unknown fields are empty. */
export interface CustomerDetails {
  lastName: string
  firstName: string
  company: string
  email: string
  /** «Portable», else «Tél.». */
  phone: string
  accessCode: string
  address1: string
  address2: string
  postalCode: string
  city: string
  country: string
  deliveryNotes: string
}

export const detailsOf = (customer: Customer): CustomerDetails => ({
  lastName: customer.lastName,
  firstName: customer.firstName,
  company: customer.company,
  email: customer.email,
  phone: customer.mobile || customer.phone,
  accessCode: customer.accessCode,
  address1: customer.address1,
  address2: customer.address2,
  postalCode: customer.postalCode,
  city: customer.city,
  country: customer.country,
  deliveryNotes: customer.deliveryNotes,
})

/**
 * The customer in a form's `customerId`; null for an anonymous sale. Fails the field for a blocked or unknown customer.
 */
export function readSaleCustomer(
  { database }: Pick<Platform, 'database'>,
  form: Form,
): (CustomerDetails & { idcli: number }) | null {
  const idcli = form.integer('customerId', { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (idcli === null) return null
  const customer = store.findLive(database, idcli)
  if (customer && !customer.isBlocked) return { idcli, ...detailsOf(customer) }
  form.fail(
    'customerId',
    customer ? `${customer.displayName} est bloqué : rien ne lui est vendu.` : `Aucun client ${idcli}.`,
  )
  return null
}
