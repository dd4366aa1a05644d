/** `1,000` (contract, kezia D4). */
export function formatQuantity(quantity: string): string {
  const [whole = '0', fraction = ''] = quantity.split('.')
  return `${whole},${fraction.padEnd(3, '0')}`
}

/** `2` for `2.0`, `1,5` for `1.5`. */
export const shortQuantity = (quantity: string) =>
  (quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity).replace('.', ',')
