import type { CustomerLine } from '../../src/customers/wire.ts'

export type PickedCustomer = Pick<CustomerLine, 'idcli' | 'displayName' | 'isBlocked'>
type Picker = (customer: PickedCustomer) => void

const pickers = new Set<Picker>()

/** Hears which customer is chosen in «Recherche» while it is open to choose one; call the answer to stop. */
export function receiveCustomerPicks(receive: Picker): () => void {
  pickers.add(receive)
  return () => {
    pickers.delete(receive)
  }
}

export function pickCustomer(customer: PickedCustomer): void {
  for (const receive of pickers) receive(customer)
}
