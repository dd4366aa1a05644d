import type { AccountChanges } from '@hub/contract/manager'
import type { Publisher } from '../callbacks/index.ts'
import { limitReached, type Manager } from '../manager/index.ts'
import { grant } from '../permissions/index.ts'
import type { Bus } from '../platform/bus.ts'
import { afterCommit, type Db, transaction } from '../platform/db/index.ts'
import { createAccount } from './commands.ts'
import { accountRenamed } from './events.ts'
import { checkCountry, checkCurrency, checkTimezone, checkVatNumber } from './forms.ts'
import { presentAccount } from './present.ts'
import * as store from './store.ts'

export interface AccountParts {
  db: Db
  bus: Bus
  publisher: Publisher
  /** Security S16. */
  accountsPerPerson: number
}

/** Accounts in the back office (contract, back-office §4.12–§4.15). */
export function accountRoutes(manager: Manager, { db, bus, publisher, accountsPerPerson }: AccountParts) {
  manager.operation('createAccount', async (call) => {
    const body = call.read()
    checkCountry(call, 'country', body.country)
    checkCurrency(call, body.currency)
    const timezone = checkTimezone(call, body.timezone)
    call.check()
    const { user } = call
    return call.once(async (trx) => {
      if ((await store.countCreatedLocked(trx, { personId: user.id })) >= accountsPerPerson)
        throw limitReached('accounts', accountsPerPerson)
      const { name, location_name, currency, country, address = null, city = null } = body
      const postalCode = body.postal_code ?? null
      const created = await createAccount(trx, {
        name,
        currency,
        country,
        firstLocation: { name: location_name, country, timezone, address, postalCode, city },
        createdBy: user.id,
      })
      await store.saveAccount(trx, {
        id: created.id,
        name,
        vat_number: null,
        billing_address: address,
        billing_postal_code: postalCode,
        billing_city: city,
        billing_country: country,
        billing_locale: user.locale,
      })
      const own = { accountId: created.id, locationId: null, userId: user.id, role: 'admin' } as const
      await grant(trx, own, call.nowMs)
      return { account_id: created.id, location_id: created.locationId }
    })
  })

  manager.operation('getAccount', async (call) => {
    const reached = await call.account(call.params.account_id)
    const row = await store.findAccount(db, { accountId: reached.id })
    return presentAccount(row!, reached)
  })

  manager.operation('updateAccount', async (call) => {
    const reached = await call.account(call.params.account_id)
    call.require(reached.abilities, 'edit')
    const body = call.read()
    const vatNumber = checkVatNumber(call, 'billing.vat_number', body.billing?.vat_number)
    checkCountry(call, 'billing.country', body.billing?.country)
    call.check()
    return transaction(db, async (trx) => {
      const before = await store.lockAccount(trx, { accountId: reached.id })
      const after = applyChanges(before!, body, vatNumber)
      await store.saveAccount(trx, after)
      if (after.name !== before!.name)
        await publisher.publish(trx, await accountRenamed(trx, { nowMs: call.nowMs, before: before!, after }))
      // Every process caches data of the account for a second.
      afterCommit(trx, () => bus.send('account', after.id))
      return presentAccount(after, reached)
    })
  })
}

/** An absent key keeps the old value, null clears it. */
function applyChanges(
  row: store.AccountRow,
  { name, billing }: AccountChanges,
  vatNumber: string | null | undefined,
): store.AccountRow {
  const keep = <T>(given: T | undefined, known: T) => (given === undefined ? known : given)
  return {
    ...row,
    name,
    vat_number: keep(vatNumber, row.vat_number),
    billing_address: keep(billing.address, row.billing_address),
    billing_postal_code: keep(billing.postal_code, row.billing_postal_code),
    billing_city: keep(billing.city, row.billing_city),
    billing_country: keep(billing.country, row.billing_country),
    billing_locale: billing.locale,
  }
}
