import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useWords } from '../../../i18n/index.ts'
import { queryText } from '../../../lib/api.ts'
import { saveFile } from '../../../lib/saveFile.ts'
import { showDone, showFailure } from '../../../ui/feedback.ts'
import { refusalText } from '../../../ui/refusals.ts'
import { exportData } from '../api/sources.ts'

/** «Exporter en CSV»: the file of what the page shows, its filters honoured. */
export function ExportButton({ path, query }: { path: string; query?: Record<string, string | undefined> }) {
  const { t, locale } = useWords()
  const mutation = useMutation({
    mutationFn: () => exportData(`${path}${queryText({ ...query, locale })}`),
    onSuccess: ({ filename, text, rows }) => {
      saveFile(filename, text, 'text/csv;charset=utf-8')
      showDone(t('export.done', { count: rows }))
    },
    onError: (error) => showFailure(refusalText(t, error)),
  })
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={mutation.isPending}
      onClick={() => mutation.mutate()}
    >
      {t('export.button')}
    </Button>
  )
}
