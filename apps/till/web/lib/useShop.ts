import { useQuery } from '@tanstack/react-query'
import { shopQuery } from './queries.ts'

/** Where and in what the shop counts; sensible before it has answered. */
export function useShop(): { timeZone: string; currency: string } {
  const { data: shop } = useQuery(shopQuery)
  return { timeZone: shop?.timeZone ?? 'Europe/Paris', currency: shop?.currency ?? 'EUR' }
}
