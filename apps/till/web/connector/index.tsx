import { useQuery } from '@tanstack/react-query'
import type { WindowRegistry } from '../windows/types.ts'
import './alert/alert.css'
import './hub/hub.css'
import './orders/details.css'
import './open-orders/open-orders.css'
import './orders/orders.css'
import './print/print.css'
import './sheet/order-sheet.css'
import { HubWindow } from './hub/HubWindow.tsx'
import { ServiceWindow } from './hub/ServiceWindow.tsx'
import { OpenOrders } from './open-orders/OpenOrders.tsx'
import { OrderDetails } from './orders/OrderDetails.tsx'
import { OrderList } from './orders/OrderList.tsx'
import { PrintWindow } from './print/PrintWindow.tsx'
import { waitingQuery } from './queries.ts'
import { OrderSheet } from './sheet/OrderSheet.tsx'

export { OrderStrip } from './alert/OrderStrip.tsx'
export { ConnectorOverlay } from './alert/Overlay.tsx'
export { Log } from './hub/Log.tsx'
export { TraceTools } from './hub/TraceTools.tsx'
export { chooseWebOrderSeller } from './orders/useSeller.ts'

/**
 * The connector's windows (W-3, W-5, W-8, W-9, W-11, W-12). An id listed here enables its tile, key and menu
 * entries.
 */
export const connectorWindows: WindowRegistry = {
  hub: { title: 'hub.title', Component: HubWindow, size: 'full' },
  'hub-service': { title: 'service.title', Component: ServiceWindow, size: 'dialog' },
  'web-orders': { title: 'list.title', Component: OrderList, size: 'full' },
  'web-order-details': { title: 'details.title', Component: OrderDetails, size: 'full' },
  orders: { title: 'open.title', Component: OpenOrders, size: 'full' },
  'order-sheet': { title: 'order.title', Component: OrderSheet, size: 'full' },
  'web-order-print': { title: 'print.preview', Component: PrintWindow, size: 'full' },
}

/** The number of waiting web orders: above 0, the «Commandes Web» key is red with a dot. */
export const useWaitingOrderCount = (): number => useQuery(waitingQuery).data?.count ?? 0
