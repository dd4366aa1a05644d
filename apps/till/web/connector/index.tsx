import type { WindowRegistry } from '../windows/types.ts'

/** The connector's windows (W-3, W-8, W-9): an id listed here lights up its tile, key and menu entries. */
export const connectorWindows: WindowRegistry = {}

/** How many web orders wait: the «Commandes Web» key is red with a dot while it is above 0. */
export const useWaitingOrderCount = (): number => 0

/** Drawn over every screen: the new-order alert (W-10). */
export const ConnectorOverlay = () => null
