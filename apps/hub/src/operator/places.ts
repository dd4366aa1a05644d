import {
  createAccount,
  createCatalog,
  createCustomerList,
  createLocation,
  isCountry,
  isCurrency,
  isNameTaken,
  lockAccount,
  readTimezone,
} from '../accounts/index.ts'
import { grant } from '../permissions/index.ts'
import { type Db, transaction } from '../platform/db/index.ts'
import { invalidField } from '../platform/errors.ts'
import { listNames } from '../resources/index.ts'
import { findByEmail } from '../users/index.ts'
import { type Form, missing } from './form.ts'
import * as store from './store.ts'

/** @throws {ApiError} 404 */
export async function getAccount(db: Db, id: string) {
  const row = await store.findAccount(db, { accountId: id })
  if (!row) throw missing('account', id)
  return row
}

/** @throws {ApiError} 404 */
export async function getLocation(db: Db, id: string) {
  const row = await store.findLocation(db, { accountId: id.replace(/-\d+$/, ''), locationId: id })
  if (!row) throw missing('location', id)
  return row
}

/** Returns the IANA zone; an unknown one adds a problem to the field. */
function checkTimezone(form: Form, given: string): string {
  const zone = readTimezone(given)
  if (zone === undefined) form.problem('timezone', 'unknown', `'${given}' is not an IANA time zone`)
  return zone ?? given
}

/** The given zone, otherwise the only zone of the country. */
function chooseTimezone(form: Form, country: string): string {
  const given = form.optional('timezone')
  if (given !== undefined) return checkTimezone(form, given)
  if (!isCountry(country)) return 'UTC'
  const zones = new Intl.Locale(`und-${country}`).getTimeZones() ?? []
  if (zones.length !== 1)
    form.problem('timezone', 'blank', `is needed, since ${country} has ${zones.length} time zones`)
  return zones[0] ?? 'UTC'
}

/** Creates an account with its first location, its catalog and customer list, and its Admin. */
export async function operatorCreatesAccount(db: Db, form: Form) {
  const [name, currency, country, ownerEmail] = ['name', 'currency', 'country', 'owner'].map(form.text) as [
    string,
    string,
    string,
    string,
  ]
  const locationName = form.optional('location_name') ?? name
  if (currency !== '' && !isCurrency(currency))
    form.problem('currency', 'unknown', `'${currency}' is not an ISO 4217 currency code`)
  if (country !== '' && !isCountry(country))
    form.problem('country', 'unknown', `'${country}' is not an ISO 3166-1 alpha-2 country code`)
  const timezone = chooseTimezone(form, country)
  const owner = await readUser(db, form, 'owner', ownerEmail)
  form.check()
  const created = await transaction(db, async (trx) => {
    const firstLocation = { name: locationName, country, timezone }
    const account = await createAccount(trx, { name, currency, country, firstLocation })
    await grant(trx, { accountId: account.id, locationId: null, userId: owner!.id, role: 'admin' })
    return account
  })
  return {
    id: created.id,
    location_id: created.locationId,
    catalog_id: created.catalogId,
    customer_list_id: created.customerListId,
  }
}

/** The user with that e-mail address; if there is none, adds a problem to the field. */
export async function readUser(db: Db, form: Form, field: string, email: string) {
  if (email === '') return undefined
  const user = await findByEmail(db, email)
  if (!user) form.problem(field, 'unknown', `'${email}' has no profile: create it first`)
  return user
}

export async function operatorCreatesLocation(db: Db, form: Form) {
  const [accountId, name] = [form.text('account'), form.text('name')]
  const given = form.text('timezone')
  const timezone = given === '' ? given : checkTimezone(form, given)
  form.check()
  const { country } = await getAccount(db, accountId)
  const id = await transaction(db, (trx) => createLocation(trx, accountId, { name, country, timezone }))
  return { id, account_id: accountId }
}

const creators = { catalog: createCatalog, customer_list: createCustomerList }

/** Creates a catalog or customer list of an account or of one location. */
export async function operatorCreatesResource(db: Db, form: Form, kind: keyof typeof creators) {
  const [account, location] = [form.optional('account'), form.optional('location')]
  const name = form.text('name')
  if ((account === undefined) === (location === undefined))
    form.problem('account', 'blank', 'or location is needed, and not both')
  form.check()
  const accountId = location === undefined ? account! : (await getLocation(db, location)).account_id
  await getAccount(db, accountId)
  const wanted = { accountId, locationId: location ?? null, name }
  return transaction(db, async (trx) => {
    await lockAccount(trx, accountId)
    // Contract, catalogs §3: an account and its locations do not share a name.
    if (isNameTaken(await listNames(trx, { kind, accountId }), { id: '', ...wanted }))
      throw invalidField('name', `'${name}' is already used there`)
    const id = await creators[kind](trx, wanted)
    return { id, account_id: accountId, location_id: location ?? null }
  })
}
