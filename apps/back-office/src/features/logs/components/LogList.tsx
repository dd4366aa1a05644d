import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Empty, Failed, Loading } from '../../../ui/States.tsx'
import { LiveList } from '../../live/components/LiveList.tsx'
import { type LogSubject, logsQuery } from '../api/logs.ts'
import { isFiltered, type LogFilters } from '../filters.ts'
import { LogsTable } from './LogsTable.tsx'

interface Props {
  accountId: string
  subject: LogSubject
  filters?: LogFilters
}

/** The logs of something, page by page. */
export function LogList({ accountId, subject, filters = {} }: Props) {
  const { t } = useTranslation()
  const query = useInfiniteQuery(logsQuery(accountId, subject, filters))
  const first = query.data?.pages[0]
  const lines = useMemo(() => query.data?.pages.flatMap((page) => page.lines) ?? [], [query.data])
  return (
    <>
      {query.isError && (
        <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {first && (
        <LiveList
          key={JSON.stringify([subject, filters])}
          rows={lines}
          keyOf={({ id }) => id}
          isPlaceholder={query.isPlaceholderData}
          waiting="live.lines"
        >
          {(rows) =>
            rows.length === 0 ? (
              <Empty text={t(isFiltered(filters) ? 'logs.noMatch' : 'logs.empty')} />
            ) : (
              <LogsTable
                lines={rows}
                accountId={accountId}
                timezone={first.timezone}
                of={subject.connection_id === undefined ? 'object' : 'connection'}
              />
            )
          }
        </LiveList>
      )}
      <MoreButton query={query} label={t('logs.older')} />
    </>
  )
}
