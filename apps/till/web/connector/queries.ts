import { queryOptions } from '@tanstack/react-query'
import type { Associations, CatalogExport, CatalogPreview } from '../../src/connector/catalog/wire.ts'
import type { Pairing, PairingOffer } from '../../src/connector/connection/wire.ts'
import type { Transfer } from '../../src/connector/transfers/wire.ts'
import type { HubOptions, HubState, Maintenance, SendableInvoice } from '../../src/connector/wire.ts'
import type { Seller } from '../../src/sellers/wire.ts'
import type {
  OpenOrderList,
  WaitingSummary,
  WebOrderDetails,
  WebOrderList,
  WebOrderNotice,
} from '../../src/weborders/wire.ts'
import { api } from '../lib/api.ts'
import type { OrderFilters } from './orders/filters.ts'

/** The first word of each query key is the live topic that refreshes it. */
export const hubQuery = queryOptions({ queryKey: ['hub', 'state'], queryFn: () => api.get<HubState>('/hub') })

export const pairingQuery = queryOptions({
  queryKey: ['hub-pairing'],
  queryFn: () => api.get<Pairing>('/hub/pairing'),
})

const offerRetryMs = 5_000

/** Fetched from the hub when the window opens, and retried while the hub does not answer. */
export const pairingOfferQuery = queryOptions({
  queryKey: ['hub-pairing-offer'],
  queryFn: () => api.get<PairingOffer>('/hub/pairing/offer'),
  refetchInterval: ({ state }) => state.data?.offer === 'unreachable' && offerRetryMs,
})

export const hubOptionsQuery = queryOptions({
  queryKey: ['hub', 'options'],
  queryFn: () => api.get<HubOptions>('/hub/options'),
})

export const maintenanceQuery = queryOptions({
  queryKey: ['hub', 'maintenance'],
  queryFn: () => api.get<Maintenance>('/hub/maintenance'),
})

/** Fetched from the hub: on demand, not at each push. */
export const associationsQuery = queryOptions({
  queryKey: ['associations'],
  queryFn: () => api.get<Associations>('/hub/associations'),
  retry: false,
})

export const catalogQuery = queryOptions({
  queryKey: ['articles', 'catalog'],
  queryFn: () => api.get<CatalogPreview>('/hub/catalog'),
})

export const exportQuery = queryOptions({
  queryKey: ['hub-export'],
  queryFn: () => api.get<CatalogExport>('/hub/export'),
})

export const transferQuery = queryOptions({
  queryKey: ['hub-transfer'],
  queryFn: () => api.get<Transfer>('/hub/transfers'),
})

/** The key starts with `sales`, so that a sale settled meanwhile joins the list. */
export const invoicesQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['sales', 'sendable', from, to],
    queryFn: () => api.get<SendableInvoice[]>(`/hub/transfers/invoices?${new URLSearchParams({ from, to })}`),
    placeholderData: (previous) => previous,
  })

export const webOrdersQuery = (search: OrderFilters) =>
  queryOptions({
    queryKey: ['web-orders', 'list', search],
    queryFn: () => api.get<WebOrderList>(`/web-orders?${new URLSearchParams({ ...search })}`),
    placeholderData: (previous) => previous,
  })

export const webOrderQuery = (number: number) =>
  queryOptions({
    queryKey: ['web-orders', 'details', number],
    queryFn: () => api.get<WebOrderDetails & { proposedConfirmedAt: string }>(`/web-orders/${number}`),
  })

export const openOrdersQuery = (period: { from: string; to: string }) =>
  queryOptions({
    queryKey: ['web-orders', 'open', period],
    queryFn: () => api.get<OpenOrderList>(`/web-orders/open?${new URLSearchParams(period)}`),
    placeholderData: (previous) => previous,
  })

export const waitingQuery = queryOptions({
  queryKey: ['web-orders', 'waiting'],
  queryFn: () => api.get<WaitingSummary>('/web-orders/waiting'),
})

export const noticesQuery = queryOptions({
  queryKey: ['web-orders', 'notices'],
  queryFn: () => api.get<WebOrderNotice[]>('/web-orders/notices'),
})

export const sellersQuery = queryOptions({
  queryKey: ['sellers'],
  queryFn: () => api.get<Seller[]>('/sellers'),
})
