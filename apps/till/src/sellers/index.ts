import type { Platform } from '../platform/platform.ts'
import { changeSeller, createSeller } from './commands.ts'
import { createIdentification } from './identification.ts'
import * as store from './store.ts'

export { mayActAs } from './identification.ts'
export { find as findSeller, insert as insertSeller, list as listSellers } from './store.ts'
export type { Seller } from './wire.ts'

interface ById {
  Params: { id: string }
}

export function sellers(platform: Platform): void {
  const { http, database } = platform
  const identify = createIdentification(platform)
  http.get('/api/sellers', () => store.list(database))
  http.post('/api/sellers', ({ body }, reply) => reply.code(201).send(createSeller(platform, body)))
  http.put<ById>('/api/sellers/:id', ({ params, body }) => changeSeller(platform, params.id, body))
  http.post<ById>('/api/sellers/:id/identify', ({ params, body }) => identify(params.id, body))
}
