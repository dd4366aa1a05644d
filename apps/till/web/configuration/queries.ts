import { queryOptions } from '@tanstack/react-query'
import type { Company, Station } from '../../src/shop/wire.ts'
import { api } from '../lib/api.ts'

export const companyQuery = queryOptions({
  queryKey: ['shop', 'company'],
  queryFn: () => api.get<Company>('/company'),
})

export const stationQuery = queryOptions({
  queryKey: ['shop', 'station'],
  queryFn: () => api.get<Station>('/station'),
})
