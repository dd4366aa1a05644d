import type { MenuSheet } from '../../src/menus/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney, formatRate } from '../lib/format.ts'
import type { Column } from '../ui/DataGrid.tsx'

/** A menu has a percentage or a price, never both: the other column is empty. */
export const menuColumns = (currency: string): Column<MenuSheet>[] => [
  { key: 'name', label: t('menus.grid.name'), render: ({ name }) => name },
  { key: 'rang', label: t('menus.grid.rang'), isNumber: true, render: ({ rang }) => rang },
  { key: 'compo', label: t('menus.grid.compo'), render: ({ compo }) => compo },
  { key: 'idart', label: t('menus.grid.idart'), isNumber: true, render: ({ idart }) => idart },
  { key: 'definition', label: t('menus.grid.definition'), render: ({ definition }) => definition },
  {
    key: 'discountPercent',
    label: t('menus.grid.discountPercent'),
    isNumber: true,
    render: ({ discountPercent }) => isPercent(discountPercent) && formatRate(discountPercent),
  },
  {
    key: 'price',
    label: t('menus.grid.price'),
    isNumber: true,
    render: ({ discountPercent, priceCents }) =>
      !isPercent(discountPercent) && formatMoney(priceCents, currency),
  },
]

export const isPercent = (discountPercent: string) => /[1-9]/.test(discountPercent)
