import { useQuery } from '@tanstack/react-query'
import type { TraceLine } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { shopQuery } from '../../lib/queries.ts'
import { Loaded } from '../../ui/Loaded.tsx'
import { maintenanceQuery } from '../queries.ts'
import { formatMilliseconds } from '../time.ts'

const refreshMs = 2_000

/** The last exchanges with the hub, newest first (contract, kezia D59). */
export function Log() {
  const query = useQuery({ ...maintenanceQuery, refetchInterval: refreshMs })
  const { data: shop } = useQuery(shopQuery)
  return (
    <section className="log" aria-label={t('maintenance.log')}>
      <Loaded query={query}>
        {({ trace }) =>
          trace.length === 0 ? (
            <p className="state">{t('maintenance.log.empty')}</p>
          ) : (
            <ol>
              {trace.map((line) => (
                <li key={`${line.at} ${line.path ?? ''} ${line.text ?? ''}`}>
                  <time>{formatMilliseconds(line.at, shop?.timeZone)}</time> {wordsOf(line)}
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  )
}

function wordsOf({ method, path, status, durationMs, text }: TraceLine): string {
  const exchange = method
    ? `${method} ${path} ${status ?? t('maintenance.log.noAnswer')} ${t('maintenance.log.ms', { ms: durationMs ?? 0 })}`
    : ''
  return [exchange, text].filter(Boolean).join(' — ')
}
