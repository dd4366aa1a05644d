import { useQuery } from '@tanstack/react-query'
import { shopQuery } from '../lib/queries.ts'
import { hubQuery } from './queries.ts'

/** The zone of the point de vente, else of the shop. */
export function useTimeZone(): string {
  const { data: hub } = useQuery(hubQuery)
  const { data: shop } = useQuery(shopQuery)
  return hub?.timeZone ?? shop?.timeZone ?? 'Europe/Paris'
}
