import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Empty, Failed, Loading } from '../../../ui/States.tsx'
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
  const lines = query.data?.pages.flatMap((page) => page.lines) ?? []
  return (
    <>
      {query.isError && (
        <Failed title={t('page.cardFailed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isPending && <Loading />}
      {first && lines.length === 0 && <Empty text={t(isFiltered(filters) ? 'logs.noMatch' : 'logs.empty')} />}
      {first && lines.length > 0 && (
        <LogsTable
          lines={lines}
          accountId={accountId}
          timezone={first.timezone}
          of={subject.connection_id === undefined ? 'object' : 'connection'}
        />
      )}
      <MoreButton query={query} label={t('logs.older')} />
    </>
  )
}
