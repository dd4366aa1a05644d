import { queryOptions } from '@tanstack/react-query'
import type { ArticleSettings } from '../../src/article-settings/wire.ts'
import type { Rayon } from '../../src/classification/wire.ts'
import type { McuKeys } from '../../src/mcu-keys/wire.ts'
import type { PaymentMode } from '../../src/payment-modes/wire.ts'
import type { Shop } from '../../src/shop/wire.ts'
import type { StationAccess } from '../../src/station-access/wire.ts'
import type { VatRate } from '../../src/vat/wire.ts'
import type { WebOrderSettings } from '../../src/web-order-settings/wire.ts'
import { api } from './api.ts'

/** The first word of each key is the live topic that refreshes it. */
export const shopQuery = queryOptions({ queryKey: ['shop'], queryFn: () => api.get<Shop>('/shop') })

export const vatRatesQuery = queryOptions({
  queryKey: ['vat-rates'],
  queryFn: () => api.get<VatRate[]>('/vat-rates'),
})

export const paymentModesQuery = queryOptions({
  queryKey: ['payment-modes'],
  queryFn: () => api.get<PaymentMode[]>('/payment-modes'),
})

export const classificationQuery = queryOptions({
  queryKey: ['classification'],
  queryFn: () => api.get<Rayon[]>('/classification'),
})

/** The page «Article» of «Configuration»: other windows obey it too. */
export const articleSettingsQuery = queryOptions({
  queryKey: ['article-settings'],
  queryFn: () => api.get<ArticleSettings>('/article-settings'),
})

export const webOrderSettingsQuery = queryOptions({
  queryKey: ['web-order-settings'],
  queryFn: () => api.get<WebOrderSettings>('/web-order-settings'),
})

/** The programmable keys of CAISSE. */
export const mcuKeysQuery = queryOptions({
  queryKey: ['mcu-keys'],
  queryFn: () => api.get<McuKeys>('/counter/mcu-keys'),
})

/** The way this screen came: from the till's own machine, or from another station of the shop. */
export const stationAccessQuery = queryOptions({
  queryKey: ['station-access'],
  queryFn: () => api.get<StationAccess>('/station-access'),
})
