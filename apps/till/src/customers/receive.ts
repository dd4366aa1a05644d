import type { Platform } from '../platform/platform.ts'
import { announce } from './commands.ts'
import { mergeIncoming, type SharedFields, sharedOf, withShared } from './shared.ts'
import * as store from './store.ts'
import { anonymiseCustomer, blankValues, emailKeyOf, findNamed, insertCustomer } from './web.ts'
import type { Customer, SourceFacts } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** A customer as received from its source. */
export interface IncomingCustomer {
  sourceId: string
  isAnonymised: boolean
  shared: SharedFields
  facts: SourceFacts
}

/**
 * Creates or updates the sheet of a customer received from its source, in the caller's transaction. Matches customers
 * as for web orders; one without e-mail is matched by id only (contract, kezia R-E6). Listeners of saved sheets are not
 * called.
 * @param idcli id of the sheet, when the caller already knows it
 */
export function receiveCustomer(
  tools: Tools,
  incoming: IncomingCustomer,
  idcli?: number,
): Customer | undefined {
  const { database } = tools
  const { sourceId, isAnonymised, shared, facts } = incoming
  const known =
    idcli === undefined
      ? findNamed(tools, sourceId, isAnonymised ? '' : emailKeyOf(shared.email))
      : store.find(database, idcli)
  if (isAnonymised) {
    if (known) anonymiseCustomer(tools, known.idcli)
    return known
  }
  if (!known) return insertIncoming(tools, incoming)
  if (known.isAnonymised) return known
  // Two customers of the source may share an e-mail: the sheet stays linked to the first and takes updates of both.
  const isOwn = known.sourceId === null || known.sourceId === sourceId
  const told = isOwn ? store.findShared(database, known.idcli) : null
  const own = sharedOf(known)
  const next = withShared(known, mergeIncoming(own, told, shared))
  if (JSON.stringify(next) !== JSON.stringify(known)) {
    store.overwrite(database, known.idcli, next)
    announce(tools, known.idcli)
  }
  if (isOwn) {
    store.setSource(database, known.idcli, sourceId)
    store.setShared(database, known.idcli, shared, facts)
    if (known.sourceId === null || JSON.stringify(known.facts) !== JSON.stringify(facts))
      announce(tools, known.idcli)
  }
  return store.find(database, known.idcli)
}

function insertIncoming(tools: Tools, { sourceId, shared, facts }: IncomingCustomer): Customer | undefined {
  const blank = { ...blankValues, idcli: 0 } as Customer
  const isCompany = shared.company !== '' && shared.lastName === ''
  const idcli = insertCustomer(tools, { ...withShared(blank, shared), isCompany }, sourceId)
  store.setShared(tools.database, idcli, shared, facts)
  announce(tools, idcli)
  return store.find(tools.database, idcli)
}

/** Whether a received customer is unknown to the till, differs from the data last received, or is the same. */
export function noveltyOf(
  { database }: Pick<Tools, 'database'>,
  { sourceId, isAnonymised, shared, facts }: IncomingCustomer,
): 'unknown' | 'changed' | 'same' {
  const known = store.findBySource(database, sourceId)
  if (!known) return 'unknown'
  if (known.isAnonymised || isAnonymised) return known.isAnonymised ? 'same' : 'changed'
  const told = [store.findShared(database, known.idcli), known.facts]
  return JSON.stringify(told) === JSON.stringify([shared, facts]) ? 'same' : 'changed'
}
