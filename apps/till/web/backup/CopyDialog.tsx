import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup } from '../../src/backup/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'

interface CopyDialogProps {
  backup: Backup
  timeZone: string
  onClose(): void
}

/** Copies a backup to a folder of the till's own machine, such as a USB key. */
export function CopyDialog({ backup, timeZone, onClose }: CopyDialogProps) {
  const [folder, setFolder] = useState('')
  const notify = useNotify()
  const copy = useMutation<void, ApiFailure>({
    mutationFn: () => api.post(`/backups/${backup.name}/copy`, { folder }),
    onSuccess: () => {
      notify(t('backup.copied'))
      onClose()
    },
  })
  return (
    <Modal
      title={t('backup.copy.title', { at: formatDateTime(new Date(backup.at), timeZone) })}
      onClose={onClose}
      onSubmit={() => copy.mutate()}
    >
      <TextField
        label={t('backup.copy.folder')}
        value={folder}
        error={copy.error?.fields.folder ?? copy.error?.message}
        onChange={setFolder}
      />
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={copy.isPending}>
          {t('backup.copy.action')}
        </Button>
      </div>
    </Modal>
  )
}
