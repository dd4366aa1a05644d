import { notFound } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { close, getClosing, readNow } from './commands.ts'
import * as store from './store.ts'

/** Some four years of days, months and years. */
const mostListed = 1500

export function closings(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/closings', () => store.listLatest(database, mostListed))
  http.get('/api/closings/now', () => readNow(platform))
  http.post('/api/closings', ({ body }, reply) => reply.code(201).send(close(platform, body)))
  http.get<{ Params: { id: string } }>('/api/closings/:id', ({ params: { id } }) => {
    if (!/^\d{1,12}$/.test(id)) throw notFound('Aucune clôture de ce numéro.')
    return getClosing(platform, Number(id))
  })
}
