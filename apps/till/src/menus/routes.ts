import { notFound } from '../platform/errors.ts'
import { longBody } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { changeLetters, changeMenu, createMenu, deleteMenu, rankMenus } from './commands.ts'
import * as store from './store.ts'

interface ById {
  Params: { id: string }
}

/** «Liste des Menus» and «Gestion des menus» (contract, kezia W-17, D23). */
export function menus(platform: Platform): void {
  const { http, database, live } = platform
  http.get('/api/menus', () => store.list(database))
  http.post('/api/menus', longBody, ({ body }, reply) => reply.code(201).send(createMenu(platform, body)))
  http.put('/api/menus/rang', longBody, ({ body }) => rankMenus(platform, body))
  http.put<ById>('/api/menus/:id', longBody, ({ params, body }) => changeMenu(platform, readId(params), body))
  http.put<ById>('/api/menus/:id/letters', longBody, ({ params, body }) =>
    changeLetters(platform, readId(params), body),
  )
  http.delete<ById>('/api/menus/:id', ({ params }, reply) => {
    deleteMenu(platform, readId(params))
    return reply.code(204).send()
  })
  // The list shows names and prices of articles, and CAISSE must not sell a menu whose article becomes blocked.
  const stop = live.listen(['articles'], () => live.push('menus'))
  http.addHook('onClose', async () => stop())
}

function readId({ id }: ById['Params']): number {
  if (!/^\d{1,12}$/.test(id)) throw notFound(`Aucun menu ${id}.`)
  return Number(id)
}
