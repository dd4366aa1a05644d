import { queryOptions } from '@tanstack/react-query'
import type { PrinterRow, PrinterStrip, PrintJobRow } from '../../src/printing/wire.ts'
import { api } from '../lib/api.ts'

export const printersQuery = queryOptions({
  queryKey: ['printing', 'printers'],
  queryFn: () => api.get<PrinterRow[]>('/printers'),
})

export const printJobsQuery = queryOptions({
  queryKey: ['printing', 'jobs'],
  queryFn: () => api.get<PrintJobRow[]>('/print-jobs'),
})

export const printerStripsQuery = queryOptions({
  queryKey: ['printing', 'strips'],
  queryFn: () => api.get<PrinterStrip[]>('/printers/strips'),
})
