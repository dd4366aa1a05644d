import { queryOptions } from '@tanstack/react-query'
import type { Company, Station } from '../../src/shop/wire.ts'
import type { Stations } from '../../src/station-access/wire.ts'
import { api } from '../lib/api.ts'

export const companyQuery = queryOptions({
  queryKey: ['shop', 'company'],
  queryFn: () => api.get<Company>('/company'),
})

export const stationQuery = queryOptions({
  queryKey: ['shop', 'station'],
  queryFn: () => api.get<Station>('/station'),
})

/** Polled while a code is shown, because the code expires. */
export const stationsQuery = queryOptions({
  queryKey: ['station-access', 'stations'],
  queryFn: () => api.get<Stations>('/station-access/stations'),
  refetchInterval: ({ state }) => (state.data?.pairing ? 5000 : false),
})
