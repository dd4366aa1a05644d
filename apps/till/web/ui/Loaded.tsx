import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { t } from '../labels/index.ts'
import { Button } from './Button.tsx'

/** Shows the data of a query, or that it is coming, or why it cannot come with a way to try again. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>
  children: (data: T) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError)
    return (
      <div className="state" role="alert">
        <p>{query.error.message}</p>
        <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
      </div>
    )
  return <p className="state">{t('app.loading')}</p>
}
