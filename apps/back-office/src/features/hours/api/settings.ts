import type { LocationUpdate } from '@hub/contract'
import type { LocationSettings } from '@hub/contract/manager'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../lib/api.ts'

const path = (locationId: string) => `/locations/${encodeURIComponent(locationId)}/settings`

export const locationSettingsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ['locations', locationId, 'settings'],
    queryFn: () => api.get<LocationSettings>(path(locationId)),
  })

export const updateLocationSettings = (
  locationId: string,
  changes: LocationUpdate & { pause_when_silent?: boolean },
) => api.patch<LocationSettings>(path(locationId), changes)
