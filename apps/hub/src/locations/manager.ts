import { type Account, LocationUpdate } from '@hub/contract'
import type { FieldCode, LocationSettings } from '@hub/contract/manager'
import { invalidField, type Manager, notFound, validationFailed } from '../manager/index.ts'
import type { Db } from '../platform/db/index.ts'
import { badRequest, type Problem } from '../platform/errors.ts'
import { read } from '../platform/reader.ts'
import { changeLocation } from './commands.ts'
import { presentLocation } from './present.ts'
import type { LocationParts } from './routes.ts'
import * as silence from './silence-store.ts'
import * as store from './store.ts'

/** Maps the API's error messages about settings to field codes of the back office. */
const codes: readonly [RegExp, FieldCode][] = [
  [/^can't be blank/, 'blank'],
  [/is not a valid time$/, 'not_a_time'],
  [/^must be after 'from'/, 'ends_before_start'],
  [/^overlaps /, 'overlaps'],
  [/at least one time slot$/, 'no_slot'],
  [/^conflicts with the opening hours/, 'conflicts_with_hours'],
  [/in the future$/, 'not_in_future'],
  [/^must be (an integer|greater|less)/, 'out_of_range'],
  [/^is too long/, 'too_long'],
]
const codeOf = (message: string): FieldCode =>
  codes.find(([sentence]) => sentence.test(message))?.[1] ?? 'invalid'

/**
 * «Horaires et prise de commandes» of a location's page (contract, back-office §4.16). The rules are those of the
 * API.
 */
export function locationSettingsRoutes(manager: Manager, { db, ...parts }: LocationParts & { db: Db }) {
  manager.operation('getLocationSettings', async (call) => {
    const { accountId, id: locationId } = await call.location(call.params.location_id)
    const account = await call.withinAccount(accountId)
    const row = await store.find(db, { accountId, locationId })
    if (!row) throw notFound()
    const location = presentLocation(row, shown(account), call.nowMs)
    return settingsOf(location, await silence.isPausedWhenSilent(db, { accountId, locationId }))
  })

  manager.operation('updateLocationSettings', async (call) => {
    const location = await call.location(call.params.location_id)
    call.require(location.abilities, 'edit')
    const account = await call.withinAccount(location.accountId)
    const body: unknown = call.read()
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw badRequest('The body must be a JSON object')
    const { pause_when_silent: paused, ...settings } = body as { pause_when_silent?: unknown }
    if (paused !== undefined && typeof paused !== 'boolean')
      throw invalidField('pause_when_silent', 'invalid', 'must be a boolean')
    const problems: Problem[] = []
    const input = read<LocationUpdate>(LocationUpdate, settings, { problems, zone: location.timezone })
    const changed = await changeLocation(
      { db, ...parts },
      {
        account: shown(account),
        locationId: location.id,
        clientId: null,
        nowMs: call.nowMs,
        input,
        problems,
        refuse() {
          if (problems.length > 0)
            throw validationFailed(
              problems.map(({ field, message }) => ({ field, code: codeOf(message), message })),
            )
        },
      },
    )
    const key = { accountId: location.accountId, locationId: location.id }
    if (paused !== undefined) await silence.savePausedWhenSilent(db, { ...key, paused })
    return settingsOf(changed, await silence.isPausedWhenSilent(db, key))
  })
}

/** Only the fields of the account that the API shows. */
const shown = ({ id, name, currency }: Account): Account => ({ id, name, currency })

const settingsOf = (
  location: ReturnType<typeof presentLocation>,
  pause_when_silent: boolean,
): LocationSettings => ({
  cutoff_time: location.cutoff_time,
  opening_hours: location.opening_hours,
  preparation_time: location.preparation_time,
  order_acceptance: location.order_acceptance,
  pause_when_silent,
  timezone: location.timezone.name,
})
