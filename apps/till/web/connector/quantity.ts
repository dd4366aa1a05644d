/** `2` for `2.0`, `0,25` for `0.250` (contract, counter T7). */
export const formatQuantity = (quantity: string) =>
  (quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity).replace('.', ',')
