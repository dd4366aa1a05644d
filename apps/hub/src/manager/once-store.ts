import type { Trx } from '../platform/db/index.ts'

/** The idempotency key of a form that a user opened. */
export interface FormKey {
  userId: string
  key: string
}

export const forget = (trx: Trx, { userId, before }: { userId: string; before: Date }) =>
  trx`delete from form_answer where person_id = ${userId} and created_at < ${before}`

/**
 * Claims the key. If another transaction is claiming it, waits for its commit.
 * @returns whether the key was free
 */
export async function claim(trx: Trx, { userId, key, now }: FormKey & { now: Date }): Promise<boolean> {
  const rows = await trx`
    insert into form_answer (person_id, key, created_at) values (${userId}, ${key}, ${now})
    on conflict do nothing returning key`
  return rows.length > 0
}

export async function findAnswer(trx: Trx, { userId, key }: FormKey): Promise<string | undefined> {
  const [row] = await trx<{ answer: string }>`
    select answer from form_answer where person_id = ${userId} and key = ${key}`
  return row?.answer
}

export const saveAnswer = (trx: Trx, { userId, key, answer }: FormKey & { answer: string }) =>
  trx`update form_answer set answer = ${answer} where person_id = ${userId} and key = ${key}`
