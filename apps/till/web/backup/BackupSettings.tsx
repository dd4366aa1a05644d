import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Backups } from '../../src/backup/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'

export function BackupSettings({ state }: { state: Backups }) {
  const [typed, setTyped] = useState<{ keepDays?: string; copyFolder?: string }>({})
  const notify = useNotify()
  const values = { keepDays: String(state.keepDays), copyFolder: state.copyFolder, ...typed }
  const save = useMutation<void, ApiFailure>({
    mutationFn: () =>
      api.put('/backups/settings', {
        keepDays: /^\d+$/.test(values.keepDays) ? Number(values.keepDays) : values.keepDays,
        copyFolder: values.copyFolder,
      }),
    onSuccess: () => {
      setTyped({})
      notify(t('backup.saved'))
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const errors = save.error?.fields ?? {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <fieldset className="backups-settings">
        <legend>{t('backup.settings')}</legend>
        <TextField
          label={t('backup.keepDays')}
          inputMode="numeric"
          value={values.keepDays}
          error={errors.keepDays}
          onChange={(keepDays) => setTyped((before) => ({ ...before, keepDays }))}
        />
        <TextField
          label={t('backup.copyFolder')}
          value={values.copyFolder}
          error={errors.copyFolder}
          onChange={(copyFolder) => setTyped((before) => ({ ...before, copyFolder }))}
        />
        <p className="help">{t('backup.copyFolder.help')}</p>
        <Button type="submit" disabled={Object.keys(typed).length === 0 || save.isPending}>
          {t('backup.save')}
        </Button>
      </fieldset>
    </form>
  )
}
