import type { LocationChanges } from '@hub/contract/manager'
import { findLocation as findApiLocation } from '../locations/index.ts'
import type { Manager } from '../manager/index.ts'
import { afterCommit, transaction } from '../platform/db/index.ts'
import { createLocation } from './commands.ts'
import { locationChanged } from './events.ts'
import { checkCountry, checkTimezone, checkVatNumber } from './forms.ts'
import { presentLocation } from './present.ts'
import type { AccountParts } from './routes.ts'
import * as store from './store.ts'

/** Locations in the back office (contract, back-office §4.16). */
export function locationPageRoutes(
  manager: Manager,
  { db, bus, publisher }: Omit<AccountParts, 'accountsPerPerson'>,
) {
  manager.operation('createLocation', async (call) => {
    const reached = await call.account(call.params.account_id)
    call.require(reached.abilities, 'add_location')
    const body = call.read()
    checkCountry(call, 'country', body.country)
    const timezone = checkTimezone(call, body.timezone)
    call.check()
    return call.once(async (trx) => {
      const { name, country, address = null, city = null, postal_code: postalCode = null } = body
      const id = await createLocation(trx, reached.id, { name, country, timezone, address, postalCode, city })
      const account = await store.findAccount(trx, { accountId: reached.id })
      const row = await store.findLocation(trx, { accountId: reached.id, locationId: id })
      const abilities = { ...reached.abilities, add_location: false }
      return presentLocation(row!, account!, { accountVisible: true, location: { abilities } })
    })
  })

  manager.operation('getLocation', async (call) => {
    const location = await call.location(call.params.location_id)
    const { accountId, id: locationId } = location
    const account = await store.findAccount(db, { accountId })
    const row = await store.findLocation(db, { accountId, locationId })
    const accountVisible = (await call.withinAccount(accountId)).role !== null
    return presentLocation(row!, account!, { accountVisible, location })
  })

  manager.operation('updateLocation', async (call) => {
    const location = await call.location(call.params.location_id)
    call.require(location.abilities, 'edit')
    const body = call.read()
    checkCountry(call, 'country', body.country)
    checkCountry(call, 'billing_address.country', body.billing_address?.country)
    const timezone = checkTimezone(call, body.timezone)
    const vatNumber = checkVatNumber(call, 'vat_number', body.vat_number)
    call.check()
    const { accountId } = location
    const key = { accountId, locationId: location.id }
    const accountVisible = (await call.withinAccount(accountId)).role !== null
    return transaction(db, async (trx) => {
      const known = await store.lockLocation(trx, key)
      const account = await store.findAccount(trx, { accountId })
      const previous = await findApiLocation(trx, key)
      const row = applyChanges(known!, { ...body, timezone, vat_number: vatNumber })
      await store.saveLocation(trx, { accountId, ...row })
      const next = await findApiLocation(trx, key)
      const moment = { nowMs: call.nowMs, before: account!, after: account! }
      const change = locationChanged(moment, previous!, next!)
      if (change) await publisher.publish(trx, [change])
      // Every process caches the location's zone for a second.
      afterCommit(trx, () => bus.send('account', accountId))
      return presentLocation(row, account!, { accountVisible, location })
    })
  })
}

/** An absent key keeps the old value, null clears it. Without a billing address, the location's own address is used. */
function applyChanges(row: store.LocationDetails, changes: LocationChanges): store.LocationDetails {
  const keep = <T>(given: T | undefined, known: T) => (given === undefined ? known : given)
  const { name, country, timezone, billing_address: billing } = changes
  return {
    ...row,
    name,
    country,
    timezone,
    address: keep(changes.address, row.address),
    postal_code: keep(changes.postal_code, row.postal_code),
    city: keep(changes.city, row.city),
    vat_number: keep(changes.vat_number, row.vat_number),
    billing_differs: billing !== null,
    billing_address: billing?.address ?? null,
    billing_postal_code: billing?.postal_code ?? null,
    billing_city: billing?.city ?? null,
    billing_country: billing?.country ?? null,
  }
}
