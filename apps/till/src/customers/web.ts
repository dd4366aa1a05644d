import { nextNumber } from '../numbering/index.ts'
import type { Platform } from '../platform/platform.ts'
import { ensureGenericCustomer } from './generic.ts'

/** A customer as a web order names him. */
export interface NamedCustomer {
  sourceId: string | null
  firstName: string | null
  lastName: string | null
  company: string | null
  email: string | null
  phone: string | null
  accessCode: string | null
  address1: string | null
  address2: string | null
  postalCode: string | null
  city: string | null
  country: string | null
  deliveryNotes: string | null
}

/**
 * The IDCLI of whoever placed an order (contract, kezia R-K10, D45): by the id already stored, else by e-mail, else a new
 * customer; «Anonyme» with neither. In the caller's transaction.
 */
export function matchCustomer(
  platform: Pick<Platform, 'database' | 'settings' | 'clock'>,
  named: NamedCustomer,
): number {
  const { database, clock } = platform
  const emailKey = named.email?.trim().toLowerCase() ?? ''
  if (named.sourceId === null && emailKey === '') return ensureGenericCustomer(platform)
  const known =
    database.get<{ idcli: number }>('select idcli from customer where source_id = ?', named.sourceId) ??
    // Several may share an address: the most recently used one.
    database.get<{ idcli: number }>(
      `select idcli from customer where email_key = ?1 and ?1 <> ''
       order by last_used_at desc nulls last, idcli desc limit 1`,
      emailKey,
    )
  const now = clock.now().toString()
  if (known) {
    database.run(
      'update customer set last_used_at = ?, source_id = coalesce(?, source_id) where idcli = ?',
      now,
      named.sourceId,
      known.idcli,
    )
    return known.idcli
  }
  return insert(platform, named, emailKey, now)
}

function insert(
  platform: Pick<Platform, 'database' | 'settings'>,
  named: NamedCustomer,
  emailKey: string,
  now: string,
): number {
  const idcli = nextNumber(platform, 'customer')
  platform.database.run(
    `insert into customer (idcli, last_name, first_name, source_id, email, email_key, company, phone, access_code,
       address_1, address_2, postal_code, city, country, delivery_notes, created_at, last_used_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    idcli,
    firstFilled([named.lastName, named.company, named.firstName, named.email]),
    named.lastName?.trim() ? (named.firstName ?? '') : '',
    named.sourceId,
    named.email ?? '',
    emailKey,
    named.company ?? '',
    named.phone ?? '',
    named.accessCode ?? '',
    named.address1 ?? '',
    named.address2 ?? '',
    named.postalCode ?? '',
    named.city ?? '',
    named.country ?? '',
    named.deliveryNotes ?? '',
    now,
    now,
  )
  return idcli
}

const firstFilled = (texts: (string | null)[]) => texts.find((text) => text?.trim()) ?? 'Client web'

/** Blanks the person (contract, kezia §4.3); the number stays, for the sales that name it. In the caller's transaction. */
export function anonymiseCustomer({ database }: Pick<Platform, 'database'>, idcli: number): void {
  database.run(
    `update customer set last_name = 'Client anonymisé', first_name = '', email = '', email_key = '', company = '',
       phone = '', access_code = '', address_1 = '', address_2 = '', postal_code = '', city = '', country = '',
       delivery_notes = '' where idcli = ? and is_generic = 0`,
    idcli,
  )
}
