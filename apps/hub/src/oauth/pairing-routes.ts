import { invalidField, type Manager, tooManyAttempts } from '../manager/index.ts'
import type { Throttle } from '../platform/throttle.ts'
import { type PairingParts, readUserCode, userCodeHash } from './pairing.ts'
import * as store from './pairing-store.ts'

/** Contract, extensions X5: after five wrong codes, the session must wait for 10 minutes. */
const wrongCodes = { limit: 5, windowMs: 10 * 60 * 1000 }
export const pairingPurpose = 'device pairing'

/**
 * The device for which the consent page is opened, and the session that opened it. In another session the link is
 * useless.
 */
export interface OpenedPairing {
  hash: string
  session: string
}

/** The page `/device`: the code shown by a device leads to the usual consent page (contract, extensions X5). */
export function pairingRoutes(
  manager: Manager,
  { db, secrets, throttle }: PairingParts & { throttle: Throttle },
) {
  manager.operation('openPairing', async (call) => {
    const { user_code } = call.read()
    call.check()
    const session = call.visit.session!.id
    const key = `device codes of session ${session}`
    const waitSeconds = await throttle.take(key, wrongCodes)
    if (waitSeconds > 0) throw tooManyAttempts(waitSeconds)
    const row = await store.findByUserCode(db, {
      userCodeHash: userCodeHash(secrets, readUserCode(user_code)),
      now: new Date(call.nowMs),
    })
    if (!row) throw invalidField('user_code', 'unknown', 'is not a code that a device shows now')
    await throttle.giveBack(key)
    const opened: OpenedPairing = { hash: row.device_code_hash, session }
    return { next: `/oauth2/v1/authorize?device_request=${secrets.sign(pairingPurpose, opened)}` }
  })
}
