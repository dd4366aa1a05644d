import type { Platform } from '../platform/platform.ts'
import { announce } from './commands.ts'
import { mergeIncoming, type SharedFields, sharedOf, withShared } from './shared.ts'
import * as store from './store.ts'
import { anonymiseCustomer, blankValues, emailKeyOf, findNamed, insertCustomer } from './web.ts'
import type { Customer, SourceFacts } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

/** A customer as his source shows him now. */
export interface IncomingCustomer {
  sourceId: string
  isAnonymised: boolean
  shared: SharedFields
  facts: SourceFacts
}

/**
 * Creates or updates the fiche of a customer as his source shows him, with the matching of web orders; without e-mail he
 * is known by his id alone (contract, kezia R-E6). Listeners of saved fiches do not hear of it. In the caller's
 * transaction.
 * @param idcli the fiche, when the caller knows whose answer this is
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
  // Two customers of the source may share an e-mail: the fiche stays with the first, and follows both.
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

/** What the fiches know of a customer whom his source shows. */
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
