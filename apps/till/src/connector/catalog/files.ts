import type { BuiltCatalog } from './build.ts'

const columns = ['Réf.', 'Définition', 'Catégorie', 'Prix TTC', 'TVA sur place', 'TVA emporté']

/** The catalogue for a spreadsheet: `;`, UTF-8 with BOM, decimal comma (contract, kezia D15, D63). */
export function catalogCsv({ categories, products, deals, charges }: BuiltCatalog['data']): string {
  const names = new Map(categories.map(({ ref, name }) => [ref, name]))
  const rows = products.flatMap(({ name, category_ref, skus, tax_rate }) =>
    skus.map((sku) => [
      sku.ref,
      sku.name === undefined ? name : `${name} ${sku.name}`,
      names.get(category_ref) ?? '',
      decimalComma(sku.price.split(' ')[0]),
      decimalComma(tax_rate?.eat_in),
      decimalComma(tax_rate?.collection),
    ]),
  )
  const menus = deals.map(({ ref, name, category_ref, lines }) => [
    ref,
    name,
    names.get(category_ref) ?? '',
    // A menu with a percentage has no price of its own.
    lines[0]?.pricing_effect === 'fixed_price' ? decimalComma(lines[0].pricing_value.split(' ')[0]) : '',
    '',
    '',
  ])
  const fees = charges.map(({ ref, name }) => [ref, name, '', '', '', ''])
  return `\uFEFF${[columns, ...rows, ...menus, ...fees].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
}

const decimalComma = (text = '') => text.replace('.', ',')

/** A spreadsheet evaluates a cell that starts like a formula; a leading quote makes it text. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
