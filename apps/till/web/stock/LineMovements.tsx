import { useQuery } from '@tanstack/react-query'
import type { StockLine } from '../../src/stock/wire.ts'
import { articleStockQuery } from '../articles/queries.ts'
import { formatQuantity } from '../articles/values.ts'
import { t } from '../labels/index.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Loaded } from '../ui/Loaded.tsx'

/** The last movements of the chosen article. */
export function LineMovements({ line }: { line: StockLine }) {
  const query = useQuery(articleStockQuery(line.idart))
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const title = t('stockState.movementsOf', { definition: line.definition })
  return (
    <section className="stock-movements" aria-label={title}>
      <h3>{title}</h3>
      <Loaded query={query}>
        {({ movements }) =>
          movements.length === 0 ? (
            <p className="soft">{t('stock.none')}</p>
          ) : (
            <ul>
              {movements.map(({ id, at, milli, reason }) => (
                <li key={id}>
                  <span>{formatDateTime(new Date(at), timeZone)}</span>
                  <span className="number">{`${milli > 0 ? '+' : ''}${formatQuantity(milli)}`}</span>
                  <span>{reason}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
