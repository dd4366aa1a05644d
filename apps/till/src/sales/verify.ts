import { type ChainEntry, firstHash, hashOf, type Reader, readRows } from './chain.ts'
import { closingProblems } from './closings/verify.ts'
import { shopHeadProblems } from './kept-heads.ts'
import { linesOf } from './line-places.ts'
import { listResumed, restorationProblems } from './restorations.ts'

export interface Verification {
  sales: number
  entries: number
  lastHash: string
  /** Empty when everything is as it was recorded. */
  problems: string[]
}

/** Recomputes every fingerprint of a till's database and finds gaps, orphan rows and sums that disagree. */
export function verifyChain(reader: Reader): Verification {
  const problems: string[] = []
  const entries = reader.all<ChainEntry & { hash: string }>(
    `select position, kind, subject, at, previous_hash as previousHash, hash from chain_entry order by position`,
  )
  let previousHash = firstHash
  for (const [index, entry] of entries.entries()) {
    const name = `entry ${entry.position} (${entry.kind} ${entry.subject})`
    if (entry.position !== index + 1) problems.push(`${name}: entry ${index + 1} was expected here`)
    if (entry.previousHash !== previousHash) problems.push(`${name}: does not follow the entry before it`)
    if (hashOf(entry, readRows(reader, entry.kind, entry.subject)) !== entry.hash)
      problems.push(`${name}: is not what was recorded`)
    previousHash = entry.hash
  }
  for (const { sql, problem } of questions)
    for (const { subject } of reader.all<{ subject: string | number }>(sql))
      problems.push(problem.replace('{}', String(subject)))
  problems.push(...numberProblems(reader), ...restorationProblems(reader))
  problems.push(...closingProblems(reader), ...shopHeadProblems(reader))
  const [{ sales }] = reader.all<{ sales: number }>('select count(*) as sales from sale') as [
    { sales: number },
  ]
  return { sales, entries: entries.length, lastHash: previousHash, problems }
}

/** Lists missing sale numbers, except those that a database restore skipped. */
function numberProblems(reader: Reader): string[] {
  const resumed = listResumed(reader, 'ticket')
  const gaps = reader.all<{ number: number }>(
    `select number from sale s where number <> (select min(number) from sale)
       and not exists (select 1 from sale p where p.number = s.number - 1)`,
  )
  const lost = reader.all<{ last: number }>(
    `select last from number where series = 'ticket' and last <> coalesce((select max(number) from sale), 0)`,
  )
  return [
    ...gaps
      .filter(({ number }) => !resumed.includes(number - 1))
      .map(({ number }) => `sale ${number}: the number before it is missing`),
    ...lost
      .filter(({ last }) => !resumed.includes(last))
      .map(({ last }) => `number ${last}: was the last one given, and is not the last sale`),
  ]
}

/** Each row that a query returns is a problem. */
const questions = [
  {
    sql: `select number as subject from sale where number not in (select subject from chain_entry where kind = 'sale')`,
    problem: 'sale {}: is not in the chain',
  },
  {
    sql: `select subject from chain_entry where kind = 'sale' group by subject having count(*) > 1`,
    problem: 'sale {}: is in the chain twice',
  },
  {
    sql: `select id as subject from sale_print where id not in (select subject from chain_entry where kind = 'print')`,
    problem: 'print {}: is not in the chain',
  },
  {
    sql: `select id as subject from deposit where id not in (select subject from chain_entry where kind = 'deposit')`,
    problem: 'deposit {}: is not in the chain',
  },
  ...['sale_line', 'sale_vat', 'sale_payment', 'sale_print'].map((table) => ({
    sql: `select distinct sale_number as subject from ${table} where sale_number not in (select number from sale)`,
    problem: `${table} of sale {}: there is no such sale`,
  })),
  {
    sql: `select number as subject from sale s where total_cents <>
            (select coalesce(sum(total_cents - shared_discount_cents), 0) from sale_line where ${linesOf('s.number')})`,
    problem: 'sale {}: its lines do not add up to its total',
  },
  {
    sql: `select number as subject from sale s where (total_cents, net_cents) <>
            (select coalesce(sum(total_cents), 0), coalesce(sum(net_cents), 0) from sale_vat where sale_number = s.number)`,
    problem: 'sale {}: its VAT table does not add up to its total',
  },
  {
    sql: `select number as subject from sale s where total_cents + change_cents <>
            (select coalesce(sum(cents), 0) from sale_payment where sale_number = s.number)`,
    problem: 'sale {}: its payments do not add up to its total',
  },
  {
    sql: `select integrity_check as subject from pragma_integrity_check where integrity_check <> 'ok'`,
    problem: 'file: {}',
  },
]
