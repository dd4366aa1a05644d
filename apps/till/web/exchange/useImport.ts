import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ExchangeProgress, ImportedDataset, ImportPreview, ImportRun } from '../../src/exchange/wire.ts'
import { readPicture } from '../articles/picture.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { useLive } from '../lib/live.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'

const megabyte = 1_000_000
/** What the till takes. */
const mostMegabytes = 10

const runQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: () => api.get<{ run: ImportRun | null }>('/exchange/imports/current'),
})

/** Choose, look at the dry run, import. A file that is refused leaves everything as it was. */
export function useImport(dataset: ImportedDataset) {
  const [progress, setProgress] = useState<ExchangeProgress>()
  const [pictureCount, setPictureCount] = useState(0)
  const [startedId, setStartedId] = useState<number>()
  const queryClient = useQueryClient()
  const last = useQuery(runQuery).data?.run ?? undefined
  const notify = useNotify()
  const confirm = useConfirm()
  const fail = (failure: ApiFailure) => notify(failure.message, 'failed')
  useLive('exchange-progress', (data) => setProgress(data as ExchangeProgress))

  const read = useMutation<ImportPreview, ApiFailure, File>({
    mutationFn: async (file) => {
      refuseBig(file)
      return api.postFile(`/exchange/imports?${new URLSearchParams({ dataset, name: file.name })}`, file)
    },
    onError: fail,
    onSettled: () => setProgress(undefined),
  })
  const apply = useMutation<ImportRun, ApiFailure, string>({
    mutationFn: (id) => api.post(`/exchange/imports/${id}/application`),
    onSuccess: (run) => {
      queryClient.setQueryData(runQuery.queryKey, { run })
      setStartedId(run.id)
      setPictureCount(0)
      read.reset()
    },
    onError: fail,
    onSettled: () => setProgress(undefined),
  })
  useEffect(() => {
    if (last?.id !== startedId || last?.state !== 'done') return
    notify(t('exchange.applied', { creations: last.creations, changes: last.changes }))
    setStartedId(undefined)
  }, [last, startedId, notify])
  const run = last && { ...last, ...(last.state === 'running' && progress) }
  const shelve = useMutation<number, ApiFailure, File[]>({
    async mutationFn(files) {
      await api.delete('/exchange/pictures')
      for (const file of files) {
        const picture = await readPicture(file)
        await api.putFile(`/exchange/pictures?${new URLSearchParams({ name: file.name })}`, picture)
      }
      return files.length
    },
    onSuccess: setPictureCount,
    onError: (failure) => {
      setPictureCount(0)
      fail(failure)
    },
  })
  async function askAndApply(preview: ImportPreview): Promise<void> {
    const { id, fileName, creations, changes, stockChanges } = preview
    const agreed = await confirm({
      title: t('exchange.apply.title', { name: fileName }),
      message: t('exchange.apply.message', { creations, changes, stockChanges }),
      action: t('exchange.apply'),
    })
    if (agreed) apply.mutate(id)
  }
  return { read, apply, shelve, run, progress, pictureCount, askAndApply }
}

/** @throws {ApiFailure} a sentence that names the file */
function refuseBig({ name, size }: File): void {
  if (size <= mostMegabytes * megabyte) return
  const values = { name, size: Math.ceil(size / megabyte), most: mostMegabytes }
  throw new ApiFailure(0, t('exchange.tooBig', values))
}
