import type { DocumentSource } from '../customers/index.ts'
import { presentRow } from './present.ts'
import * as store from './store.ts'

/** The web orders of a customer, newest first. */
export const webOrderDocuments: DocumentSource = ({ database }, idcli, most) =>
  store.listOfCustomer(database, idcli, most).map((order) => {
    const { number, code, createdAt, totalCents, currency, status } = presentRow(order)
    return { kind: 'web-order', number, name: code, at: createdAt, totalCents, currency, status }
  })
