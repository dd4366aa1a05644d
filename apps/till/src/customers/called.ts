// The name of a customer on lists, printed documents, exports and screens (contract, counter T85). Pure: shared with
// the screens.

interface Named {
  company: string | null
  lastName: string | null
  firstName: string | null
}

const personOf = ({ lastName, firstName }: Named) =>
  [lastName, firstName]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(' ')

/** «Société», else «Nom Prénom»; empty for a customer with neither. */
export const customerNameOf = (customer: Named): string => customer.company?.trim() || personOf(customer)

/** «À l'attention de …» with the person's name, if the customer is shown by its company; else empty. */
export function attentionOf(customer: Named): string {
  const person = personOf(customer)
  return customer.company?.trim() && person ? `À l'attention de ${person}` : ''
}
