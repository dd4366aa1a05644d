import { queryOptions } from '@tanstack/react-query'
import type { Backups, LastBackup } from '../../src/backup/wire.ts'
import { api } from '../lib/api.ts'

export const lastBackupQuery = queryOptions({
  queryKey: ['backups', 'last'],
  queryFn: () => api.get<LastBackup>('/backups/last'),
})

export const backupsQuery = queryOptions({
  queryKey: ['backups', 'all'],
  queryFn: () => api.get<Backups>('/backups'),
})
