import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Backup, Backups } from '../../src/backup/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api, download } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { intervenantQuery } from '../lib/intervenant.ts'
import { shopQuery } from '../lib/queries.ts'
import { Identification } from '../settings/Identification.tsx'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import type { WindowProps } from '../windows/types.ts'
import { BackupSettings } from './BackupSettings.tsx'
import { CopyDialog } from './CopyDialog.tsx'
import { backupsQuery } from './queries.ts'
import { Restarting } from './Restarting.tsx'
import { useRestore } from './useRestore.ts'

/** «Outils» > «Sauvegarde» (contract, kezia §5.11). */
export const BackupWindow = ({ close }: WindowProps) => (
  <Loaded query={useQuery(backupsQuery)}>{(state) => <BackupPage state={state} onQuit={close} />}</Loaded>
)

function BackupPage({ state, onQuit }: { state: Backups; onQuit(): void }) {
  const { backups, folder, isRunning, lastError } = state
  const [chosen, setChosen] = useState<string>()
  const [copied, setCopied] = useState<Backup>()
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const intervenant = useQuery(intervenantQuery).data
  const notify = useNotify()
  const { restore, isChecking, isRestarting } = useRestore(timeZone)
  const onError = (failure: ApiFailure) => notify(failure.message, 'failed')
  const make = useMutation<Backup, ApiFailure>({
    mutationFn: () => api.post('/backups'),
    onSuccess: () => notify(t('backup.made')),
    onError,
  })
  const fetchFile = useMutation<string, ApiFailure, Backup>({
    mutationFn: ({ name }) => download(`/backups/${name}/file`),
    onError,
  })
  const selected = backups.find(({ name }) => name === chosen) ?? backups[0]
  if (isRestarting) return <Restarting />
  const busy = isChecking
    ? t('backup.restore.checking')
    : isRunning || make.isPending
      ? t('backup.running')
      : undefined
  return (
    <div className="backups">
      {intervenant && !intervenant.isIdentified && <Identification />}
      <div className="backups-head">
        <Button look="primary" disabled={isRunning || make.isPending} onClick={() => make.mutate()}>
          {t('backup.now')}
        </Button>
        <div role="status" className="backups-status">
          {busy && (
            <>
              <span>{busy}</span> <progress aria-label={busy} />
            </>
          )}
        </div>
      </div>
      {lastError && (
        <p className="field-error" role="alert">
          {lastError}
        </p>
      )}
      <div className="backups-list">
        <DataGrid
          label={t('backup.list')}
          columns={columns(timeZone)}
          rows={backups}
          rowKey={({ name }) => name}
          selected={selected?.name}
          onSelect={({ name }) => setChosen(name)}
          onOpen={({ name }) => setChosen(name)}
          empty={t('backup.none')}
        />
        <p className="help">{t('backup.folder', { folder })}</p>
      </div>
      <BackupSettings state={state} />
      <div className="window-buttons backups-buttons">
        <Button
          disabled={!selected || fetchFile.isPending}
          onClick={() => selected && fetchFile.mutate(selected)}
        >
          {t('backup.download')}
        </Button>
        <Button disabled={!selected} onClick={() => setCopied(selected)}>
          {t('backup.copy')}
        </Button>
        <Button
          look="danger"
          disabled={!selected || !intervenant?.isIdentified || isChecking}
          onClick={() => selected && void restore(selected)}
        >
          {t('backup.restore')}
        </Button>
        <span className="spacer" />
        <Button onClick={onQuit}>{t('app.close')}</Button>
      </div>
      {copied && <CopyDialog backup={copied} timeZone={timeZone} onClose={() => setCopied(undefined)} />}
    </div>
  )
}

const megabytes = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

const columns = (timeZone: string): Column<Backup>[] => [
  { key: 'at', label: t('backup.at'), render: ({ at }) => formatDateTime(new Date(at), timeZone) },
  { key: 'kind', label: t('backup.kind'), render: ({ kind }) => t(`backup.kind.${kind}`) },
  {
    key: 'size',
    label: t('backup.size'),
    isNumber: true,
    render: ({ bytes }) => t('backup.bytes', { size: megabytes.format(bytes / 1_000_000) }),
  },
]
