import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { useNotify, useNotifyFailure } from '../ui/notices.tsx'

interface SettingsForm<T> {
  stored: T
  path: string
  queryKey: QueryKey
  onDirty(isDirty: boolean): void
}

/** The form state of one page: typed values over the stored ones, sent whole. Rejected input stays typed. */
export function useSettingsForm<T extends object>({ stored, path, queryKey, onDirty }: SettingsForm<T>) {
  const [typed, setTyped] = useState<Partial<T>>({})
  const queryClient = useQueryClient()
  const notify = useNotify()
  const values = { ...stored, ...typed }
  const save = useMutation<T, ApiFailure>({
    mutationFn: () => api.put<T>(path, values),
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved)
      setTyped({})
      onDirty(false)
      notify(t('configuration.saved'))
    },
    onError: useNotifyFailure(),
  })
  return {
    values,
    errors: save.error?.fields ?? {},
    hasChanges: Object.keys(typed).length > 0,
    isSaving: save.isPending,
    change(change: Partial<T>) {
      setTyped((before) => ({ ...before, ...change }))
      onDirty(true)
    },
    save: () => save.mutate(),
  }
}
