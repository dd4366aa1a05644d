import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOptions } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { useNotify } from '../../ui/notices.tsx'
import { hubOptionsQuery } from '../queries.ts'

/**
 * Typed options over the stored ones; numbers stay text until they are saved.
 * @param onDirty called when unsaved input appears or goes
 */
export function useOptions(onDirty: (isDirty: boolean) => void) {
  const query = useQuery(hubOptionsQuery)
  const [typed, setTyped] = useState<Partial<Record<keyof HubOptions, string | boolean>>>({})
  const queryClient = useQueryClient()
  const notify = useNotify()
  const save = useMutation<HubOptions, ApiFailure>({
    mutationFn: () => {
      const change = Object.entries(typed).map(([key, value]) => [
        key,
        key === 'unmanagedIdtars' ? value : numberOrSame(value),
      ])
      return api.put<HubOptions>('/hub/options', Object.fromEntries(change))
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(hubOptionsQuery.queryKey, saved)
      setTyped({})
      onDirty(false)
      notify(t('options.saved'))
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  return {
    query,
    text: (key: keyof HubOptions) => String(typed[key] ?? query.data?.[key] ?? ''),
    isTicked: (key: keyof HubOptions) => (typed[key] ?? query.data?.[key]) === true,
    error: (key: keyof HubOptions) => save.error?.fields[key],
    type(key: keyof HubOptions, value: string | boolean) {
      setTyped((before) => ({ ...before, [key]: value }))
      onDirty(true)
    },
    hasChanges: Object.keys(typed).length > 0,
    save: () => save.mutate(),
  }
}

/** Returns text that is not a whole number unchanged, for the server to reject beside its field. */
const numberOrSame = (value: string | boolean | undefined) =>
  typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value
