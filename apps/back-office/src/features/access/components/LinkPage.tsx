import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../lib/api.ts'
import { PublicPage } from '../../../ui/PublicPage.tsx'
import { Failed, Loading } from '../../../ui/States.tsx'

interface Props<Data> {
  title: string
  query: UseQueryResult<Data>
  /** The page of a link that is used or has expired. */
  dead: ReactNode
  children: (data: Data) => ReactNode
}

/** A page opened by a link of a mail: checking, dead, failed, or what the link is for. */
export function LinkPage<Data>({ title, query, dead, children }: Props<Data>) {
  const { t } = useTranslation()
  if (query.error instanceof ApiError && ['link_dead', 'not_found'].includes(query.error.code)) return dead
  return (
    <PublicPage title={title}>
      {query.isPending && <Loading />}
      {query.isError && (
        <Failed title={t('page.failed')} error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && children(query.data)}
    </PublicPage>
  )
}
