/** `1,000` (contract, kezia D4). */
export function formatQuantity(quantity: string): string {
  const [whole = '0', fraction = ''] = quantity.split('.')
  return `${whole},${fraction.padEnd(3, '0')}`
}
