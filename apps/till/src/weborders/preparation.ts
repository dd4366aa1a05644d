import { longestPreparation } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import { preparationMinutes } from './settings.ts'

/**
 * Minutes until an order can be ready: «Durée de préparation par défaut», unless one of its articles takes longer
 * (contract, kezia D34, D46, W-16).
 */
export const minutesToPrepare = (
  { database, settings }: Pick<Platform, 'database' | 'settings'>,
  idarts: number[],
): number => Math.max(settings.get(preparationMinutes), longestPreparation(database, idarts))
