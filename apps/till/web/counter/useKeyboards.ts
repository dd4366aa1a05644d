import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { classificationQuery } from '../lib/queries.ts'
import type { Keyboard } from './queries.ts'

/** «CLAVIERS»: every article, those placed by hand, the best sellers, then a keyboard for each rayon. */
export function useKeyboards(): { keyboard: Keyboard; name: string }[] {
  const { data: rayons = [] } = useQuery(classificationQuery)
  return [
    { keyboard: { kind: 'all' }, name: t('counter.everyRayon') },
    { keyboard: { kind: 'favourites' }, name: t('counter.favourites') },
    { keyboard: { kind: 'best' }, name: t('counter.bestSellers') },
    ...rayons.map(({ id, name }) => ({ keyboard: { kind: 'rayon' as const, id }, name })),
  ]
}
