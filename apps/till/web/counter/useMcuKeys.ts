import { useQuery } from '@tanstack/react-query'
import { type McuAction, mcuNumbers } from '../../src/mcu-keys/wire.ts'
import { mcuKeysQuery, webOrderSettingsQuery } from '../lib/queries.ts'

export interface McuKey {
  number: number
  /** Null is free. */
  action: McuAction | 'web-orders' | null
}

/** MCU 1 to 6: «Commandes Web» where W-4 binds it, the others as «Configuration» sets them. */
export function useMcuKeys(): McuKey[] {
  const { data: keys } = useQuery(mcuKeysQuery)
  const { data: webOrders } = useQuery(webOrderSettingsQuery)
  const listKey = webOrders?.listKey ?? 1
  return mcuNumbers.map((number) => ({
    number,
    action: number === listKey ? 'web-orders' : (keys?.actions[number - 1] ?? null),
  }))
}
