import type { CustomerLine } from '../../src/customers/wire.ts'

export type PickedCustomer = Pick<CustomerLine, 'idcli' | 'displayName' | 'isBlocked'>
type Picker = (customer: PickedCustomer) => void

/** Whoever asks, by the name it asks under. */
const pickers = new Map<Picker, string>()

/** Hears which customer is chosen in «Recherche» opened with this `pick`; call the answer to stop. */
export function receiveCustomerPicks(pick: string, receive: Picker): () => void {
  pickers.set(receive, pick)
  return () => {
    pickers.delete(receive)
  }
}

export function pickCustomer(pick: string, customer: PickedCustomer): void {
  for (const [receive, name] of pickers) if (name === pick) receive(customer)
}
