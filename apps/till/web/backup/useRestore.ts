import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup, RestoreCheck } from '../../src/backup/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'

const pollMs = 500

/**
 * Checks the backup, confirms what would be lost, restores, and reloads the page once the server answers
 * again.
 */
export function useRestore(timeZone: string) {
  const [isRestarting, setIsRestarting] = useState(false)
  const confirm = useConfirm()
  const notify = useNotify()
  const check = useMutation<RestoreCheck, ApiFailure, Backup>({
    mutationFn: ({ name }) => api.post(`/backups/${name}/check`),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const run = useMutation<void, ApiFailure, Backup>({
    mutationFn: ({ name }) => api.post(`/backups/${name}/restore`),
    onSuccess: () => {
      setIsRestarting(true)
      void reloadWhenBack()
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  async function restore(backup: Backup): Promise<void> {
    const found = await check.mutateAsync(backup).catch(() => undefined)
    if (!found) return
    const { sales, lostSales } = found
    const agreed = await confirm({
      title: t('backup.restore.title', { at: formatDateTime(new Date(backup.at), timeZone) }),
      message: t(lostSales > 0 ? 'backup.restore.lost' : 'backup.restore.message', {
        sales,
        lost: lostSales,
      }),
      action: t('backup.restore.action'),
    })
    if (agreed) run.mutate(backup)
  }
  return { restore, isChecking: check.isPending || run.isPending, isRestarting }
}

async function reloadWhenBack(): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, pollMs))
    const isBack = await api.get('/shop').then(
      () => true,
      () => false,
    )
    if (isBack) return location.reload()
  }
}
