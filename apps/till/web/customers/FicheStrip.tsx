import { useQuery } from '@tanstack/react-query'
import type { Customer } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { formatDate } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'

/** Under the title: the code client in yellow, and the day of creation. */
export function FicheStrip({ customer }: { customer: Customer | undefined }) {
  const { data: shop } = useQuery(shopQuery)
  return (
    <p className="sheet-strip">
      <strong>{customer ? t('customer.idcli', { idcli: customer.idcli }) : t('customer.new')}</strong>
      {customer && shop && (
        <span>
          {t('customer.creation', { day: formatDate(new Date(customer.createdAt), shop.timeZone) })}
        </span>
      )}
    </p>
  )
}
