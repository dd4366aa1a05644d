// How a customer is called on lists, papers, exports and screens (contract, counter T85). Pure: the screens use it too.

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

/** «Société» if filled, else «Nom Prénom»; empty for a customer who gave neither. */
export const customerNameOf = (customer: Named): string => customer.company?.trim() || personOf(customer)

/** «À l'attention de …»: the person, wherever the company is the customer. Empty where there is nothing to add. */
export function attentionOf(customer: Named): string {
  const person = personOf(customer)
  return customer.company?.trim() && person ? `À l'attention de ${person}` : ''
}
