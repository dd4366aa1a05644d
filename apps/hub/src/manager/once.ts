import { type Db, type Trx, transaction } from '../platform/db/index.ts'

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
    await trx`delete from form_answer where person_id = ${userId} and created_at < ${new Date(nowMs - keepMs)}`
    // A repeat that comes while the first is at work waits here for its commit.
    const claimed = await trx`insert into form_answer (person_id, key, created_at)
      values (${userId}, ${key}, ${new Date(nowMs)}) on conflict do nothing returning key`
    if (claimed.length === 0) {
      const rows = await trx<{ answer: string }>`select answer from form_answer
        where person_id = ${userId} and key = ${key}`
      return JSON.parse(rows[0]!.answer) as T
    }
    const answer = await work(trx)
    await trx`update form_answer set answer = ${JSON.stringify(answer)}
      where person_id = ${userId} and key = ${key}`
    return answer
  })
}
