import { skipTo } from '../numbering/index.ts'
import { appendToChain } from './chain.ts'
import { closingKinds } from './closings/wire.ts'
import { nowAfterChain, type SaleTools } from './recording.ts'
import { closingSeries, type GivenNumbers, readGivenNumbers } from './restorations.ts'

/**
 * Records a database restore in the chain, in the caller's transaction, and makes each series resume above `given`.
 * Returns the series that had to be raised.
 */
export function recordRestoration(
  tools: Pick<SaleTools, 'database' | 'clock'>,
  backup: string,
  given: GivenNumbers,
): GivenNumbers {
  const { database } = tools
  const present = readGivenNumbers(database)
  const raised = new Map([...given].filter(([series, last]) => last > (present.get(series) ?? 0)))
  const at = nowAfterChain(tools)
  const { insertedId } = database.run(
    'insert into restoration (restored_at, backup) values (?, ?)',
    at,
    backup,
  )
  const ofClosings = closingKinds.map(closingSeries)
  for (const [series, last] of raised) {
    database.run('insert into restoration_number values (?, ?, ?)', insertedId, series, last)
    // The numbers of closings within a kind have no row in `number`: they are read from `restoration_number`.
    if (!ofClosings.includes(series)) skipTo(database, series, last)
  }
  appendToChain(database, 'restoration', insertedId, at)
  return raised
}
