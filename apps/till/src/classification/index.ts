import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import * as store from './store.ts'
import type { Place, PlaceNames, Rayon } from './wire.ts'

export type { Category, Famille, Place, PlaceNames, Rayon } from './wire.ts'

export function classification({ http, database }: Platform): void {
  http.get('/api/classification', () => listClassification(database))
}

/** The whole tree, each level ordered by `rang`, then name. */
export function listClassification(database: Database): Rayon[] {
  const familles = Map.groupBy(store.listFamilles(database), ({ rayonId }) => rayonId)
  const sousFamilles = Map.groupBy(store.listSousFamilles(database), ({ familleId }) => familleId)
  return store.listRayons(database).map((rayon) => ({
    ...rayon,
    familles: (familles.get(rayon.id) ?? []).map(({ rayonId: _, ...famille }) => ({
      ...famille,
      sousFamilles: (sousFamilles.get(famille.id) ?? []).map(({ familleId: _, ...category }) => category),
    })),
  }))
}

/**
 * Finds or creates each named level, in the caller's transaction. Names are compared without case and accents. A level
 * below an empty one is ignored; the caller must report it.
 */
export function ensurePlace(
  { database, live }: Pick<Platform, 'database' | 'live'>,
  { rayon, famille, sousFamille }: PlaceNames,
): Place {
  const none: Place = { rayonId: null, familleId: null, sousFamilleId: null }
  if (rayon === '') return none
  const first = store.ensureRayon(database, rayon)
  const second = famille === '' ? undefined : store.ensureUnder(database, 'famille', first.id, famille)
  const third =
    second && sousFamille !== ''
      ? store.ensureUnder(database, 'sous_famille', second.id, sousFamille)
      : undefined
  if (first.isNew || second?.isNew || third?.isNew) database.afterCommit(() => live.push('classification'))
  return { rayonId: first.id, familleId: second?.id ?? null, sousFamilleId: third?.id ?? null }
}
