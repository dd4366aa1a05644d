import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api.ts'
import { NotFound } from './NotFound.tsx'
import { Failed, Loading } from './States.tsx'

/** A page's main data: loading, out of reach, failed, or what to show. */
export function LoadedPage<Data>({
  query,
  children,
}: {
  query: UseQueryResult<Data>
  children: (data: Data) => ReactNode
}) {
  const { t } = useTranslation()
  if (query.error instanceof ApiError && query.error.code === 'not_found') return <NotFound />
  if (query.error instanceof ApiError && query.error.code === 'forbidden')
    return <NotFound text={t('page.forbidden.text')} />
  if (query.data !== undefined) return children(query.data)
  if (query.isPending) return <Loading />
  return <Failed title={t('page.failed')} error={query.error} onRetry={() => void query.refetch()} />
}
