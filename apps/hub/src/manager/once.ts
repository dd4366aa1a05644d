import { type Db, type Trx, transaction } from '../platform/db/index.ts'
import * as store from './once-store.ts'

const keepMs = 48 * 60 * 60 * 1000

/**
 * Runs a change that creates. A form sent again with the same key gets the first answer and changes nothing: the
 * answer is stored with the change, in one transaction (contract, back-office §10.10).
 * @param form who sent it, and the key of the opened form; undefined for a form without key
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
    // A repeat that comes while the first is at work waits here for its commit.
    if (!(await store.claim(trx, { userId, key, now: new Date(nowMs) }))) {
      const known = await store.findAnswer(trx, { userId, key })
      return JSON.parse(known!) as T
    }
    const answer = await work(trx)
    await store.saveAnswer(trx, { userId, key, answer: JSON.stringify(answer) })
    return answer
  })
}
