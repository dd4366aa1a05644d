import type { LongReader } from '../../long-readings/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { close, getClosing, readNow } from './commands.ts'
import { printReport } from './paper.ts'
import * as store from './store.ts'

/** About four years of daily, monthly and yearly closings. */
const mostListed = 1500

interface ById {
  Params: { id: string }
}

export function closings(platform: Platform, readLong: LongReader): void {
  const { http, database } = platform
  http.get('/api/closings', () => store.listLatest(database, mostListed))
  http.get('/api/closings/now', () => readNow(platform, readLong))
  http.post('/api/closings/now/print', async () => ({
    isPrinted: printReport(platform, (await readNow(platform, readLong)).report),
  }))
  http.post('/api/closings', async ({ body }, reply) =>
    reply.code(201).send(await close(platform, readLong, body)),
  )
  http.get<ById>('/api/closings/:id', ({ params }) => getClosing(platform, readId(params)))
  http.post<ById>('/api/closings/:id/print', ({ params }) => ({
    isPrinted: printReport(platform, getClosing(platform, readId(params))),
  }))
}

/** @throws {TillError} 404 */
function readId({ id }: ById['Params']): number {
  if (!/^\d{1,12}$/.test(id)) throw notFound('Aucune clôture de ce numéro.')
  return Number(id)
}
