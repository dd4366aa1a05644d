import type { Trx } from '../db.ts'
import { compile } from '../sql.ts'

/** The text of the one statement that a store function sends, for `explain`. */
export function textOf(call: (sql: Trx) => unknown): string {
  const sent: string[] = []
  const tag: Trx['short'] = (texts, ...values) => {
    sent.push(compile(texts, values).text)
    return new Promise(() => undefined)
  }
  call(
    Object.assign(((texts, ...values) => tag(texts, ...values)) as Trx['short'], {
      short: tag,
      together: tag,
    }) as Trx,
  )
  if (sent.length !== 1) throw new Error(`one statement was expected, not ${sent.length}`)
  return sent[0]!
}
