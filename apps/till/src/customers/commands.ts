import { nextNumber } from '../numbering/index.ts'
import { notFound, outdated, refused } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { type DocumentSource, documentsOf } from './documents.ts'
import { readCustomerForm } from './form.ts'
import type { CustomerValues } from './rows.ts'
import * as store from './store.ts'
import type { Customer, CustomerForm } from './wire.ts'

/** Called for each sheet saved at this till, inside its transaction, but not for data received from the source. */
export type CustomerListener = (customer: Customer) => void

export interface CustomerTools extends Pick<Platform, 'database' | 'settings' | 'clock' | 'live'> {
  listeners: CustomerListener[]
}

/** @throws {TillError} 404 */
export function getCustomer({ database }: Pick<Platform, 'database'>, idcli: number): Customer {
  const customer = store.findLive(database, idcli)
  if (!customer) throw notFound(`Aucun client ${idcli}.`)
  return customer
}

/**
 * Writes values that `readCustomerForm` has validated, in the caller's transaction.
 * @param known null creates a customer
 * @throws {TillError} 404, or 409 when the customer is at another revision
 */
export function saveCustomer(
  tools: CustomerTools,
  known: Pick<Customer, 'idcli' | 'revision'> | null,
  values: CustomerValues,
): Customer {
  const { database, clock } = tools
  if (known) {
    const { displayName } = getCustomer(tools, known.idcli)
    if (!store.update(database, known.idcli, known.revision, values))
      throw outdated(`${displayName} a été modifié pendant l'import.`)
    return saved(tools, known.idcli)
  }
  const next = nextNumber(tools, 'customer')
  store.insert(database, next, values, { now: clock.now().toString(), sourceId: null })
  return saved(tools, next)
}

/** @throws {TillError} 422 */
export function createCustomer(tools: CustomerTools, body: unknown): Customer {
  return tools.database.transaction(() => saveCustomer(tools, null, readCustomerForm(tools, body)))
}

/** @throws {TillError} 404, 422, or 409 when the customer changed since the sheet was opened */
export function changeCustomer(tools: CustomerTools, idcli: number, body: unknown): Customer {
  const { database } = tools
  return database.transaction(() => {
    if (getCustomer(tools, idcli).isAnonymised)
      throw refused('Ce client a été anonymisé : sa fiche ne se modifie plus.')
    const values = readCustomerForm(tools, body)
    const { revision } = body as CustomerForm
    if (!store.update(database, idcli, Number(revision ?? 0), values))
      throw outdated('Ce client a été modifié entre-temps. Quittez la fiche et ouvrez-la de nouveau.')
    return saved(tools, idcli)
  })
}

function saved(tools: CustomerTools, idcli: number): Customer {
  announce(tools, idcli)
  const customer = getCustomer(tools, idcli)
  for (const listener of tools.listeners) listener(customer)
  return customer
}

/**
 * Puts the customer in the recycle bin.
 * @throws {TillError} 404, or 422 when a document names the customer
 */
export function deleteCustomer(tools: CustomerTools, idcli: number, sources: DocumentSource[]): void {
  const { database, clock } = tools
  database.transaction(() => {
    const { displayName } = getCustomer(tools, idcli)
    const [document] = documentsOf(tools, sources, idcli, 1)
    if (document)
      throw refused(
        `${displayName} a des pièces (${document.name}) : cochez plutôt «Sommeil» ou «Client bloqué».`,
      )
    store.setDeleted(database, idcli, clock.now().toString())
    announce(tools, idcli)
  })
}

/** @throws {TillError} 404 when the customer is not in the recycle bin */
export function restoreCustomer(tools: CustomerTools, idcli: number): Customer {
  const { database } = tools
  return database.transaction(() => {
    if (!store.isDeleted(database, idcli)) throw notFound(`Le client ${idcli} n'est pas dans la corbeille.`)
    store.setDeleted(database, idcli, null)
    announce(tools, idcli)
    return getCustomer(tools, idcli)
  })
}

export const announce = ({ database, live }: Pick<CustomerTools, 'database' | 'live'>, idcli: number) =>
  database.afterCommit(() => live.push('customers', { idcli }))
