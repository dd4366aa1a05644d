import { safeNext } from '../lib/next.ts'

/** The search of pages that lead somewhere else when they are done. */
export const readNext = (search: Record<string, unknown>): { next?: string } => ({
  next: safeNext(search.next),
})
