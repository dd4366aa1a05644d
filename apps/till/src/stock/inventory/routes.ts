import { readIdart } from '../../articles/index.ts'
import { notFound } from '../../platform/errors.ts'
import { longBody } from '../../platform/http.ts'
import type { Platform } from '../../platform/platform.ts'
import {
  abandonInventory,
  count,
  forgetCount,
  getInventory,
  startInventory,
  validateInventory,
} from './commands.ts'
import * as store from './store.ts'

const latest = 20

interface ById {
  Params: { id: string }
}

export function inventoryRoutes(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/inventories', () => store.list(database, latest))
  http.post('/api/inventories', (_request, reply) => reply.code(201).send(startInventory(platform)))
  http.get<ById>('/api/inventories/:id', ({ params }) => getInventory(platform, readId(params)))
  http.put<ById>('/api/inventories/:id/lines', longBody, ({ params, body }) =>
    count(platform, readId(params), body),
  )
  http.delete<{ Params: { id: string; idart: string } }>('/api/inventories/:id/lines/:idart', ({ params }) =>
    forgetCount(platform, readId(params), readIdart(params)),
  )
  http.post<ById>('/api/inventories/:id/validation', ({ params, body }) =>
    validateInventory(platform, readId(params), body),
  )
  http.delete<ById>('/api/inventories/:id', ({ params }, reply) => {
    abandonInventory(platform, readId(params))
    return reply.code(204).send()
  })
}

function readId({ id }: ById['Params']): number {
  if (!/^\d{1,12}$/.test(id)) throw notFound(`Aucun inventaire ${id}.`)
  return Number(id)
}
