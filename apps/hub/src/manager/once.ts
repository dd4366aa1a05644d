import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import * as store from './once-store.ts'

const keepMs = 48 * 60 * 60 * 1000

/**
 * Runs a change that creates something. A repeat of the form with the same key gets the first answer and changes
 * nothing, because the answer is stored in the same transaction as the change (contract, back-office §10.10).
 * @param form the user, and the key of the opened form; undefined for a form without key
 */
export function once<T extends object>(
  db: Db,
  form: { userId: string; key: string; nowMs: number } | undefined,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return transaction(db, async (trx) => {
    if (!form) return work(trx)
    const { userId, key, nowMs } = form
    await store.forget(trx, { userId, before: new Date(nowMs - keepMs) })
    // A concurrent repeat waits here for the commit of the first.
    if (!(await store.claim(trx, { userId, key, now: new Date(nowMs) }))) {
      const known = await store.findAnswer(trx, { userId, key })
      return JSON.parse(known!) as T
    }
    const answer = await work(trx)
    await store.saveAnswer(trx, { userId, key, answer: JSON.stringify(answer) })
    return answer
  })
}
