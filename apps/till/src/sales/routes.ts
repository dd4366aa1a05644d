import { readIdart } from '../articles/index.ts'
import type { LongReader } from '../long-readings/index.ts'
import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import { longBody } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { listBestSellers } from './best-sellers.ts'
import { closings } from './closings/routes.ts'
import { recordPrint, settle } from './commands.ts'
import { credit } from './credits.ts'
import { dropDraft, findDraft, saveDraft } from './draft.ts'
import { drawerRoutes } from './drawer.ts'
import { addFavourite, listFavourites, removeFavourite } from './favourites.ts'
import { followSale } from './paper.ts'
import { listParked, park, recall } from './parked.ts'
import { getSale } from './reading.ts'
import { onSale } from './recording.ts'
import { getSellable, listSellable, lookUp } from './sellable.ts'
import { getComposable, listSellableMenus } from './sellable-menus.ts'
import * as store from './store.ts'
import type { ArticleLookup } from './wire.ts'

const latest = 50

interface ByIdart {
  Params: { idart: string }
}

interface ByNumber {
  Params: { number: string }
}

export function sales(platform: Platform, readLong: LongReader): void {
  const { http, database } = platform
  onSale(platform, (sale) => followSale(platform, sale))
  http.get('/api/sales', () => store.listLatest(database, latest))
  http.post('/api/sales', longBody, ({ body }, reply) => {
    const { sale, isNew } = settle(platform, body)
    return reply.code(isNew ? 201 : 200).send(sale)
  })
  http.get<ByNumber>('/api/sales/:number', ({ params }) => getSale(platform, readNumber(params)))
  http.post<ByNumber>('/api/sales/:number/credit', longBody, ({ params, body }, reply) => {
    const { sale, isNew } = credit(platform, readNumber(params), body)
    return reply.code(isNew ? 201 : 200).send(sale)
  })
  http.post<ByNumber>('/api/sales/:number/prints', ({ params, body }) =>
    recordPrint(platform, readNumber(params), body),
  )

  closings(platform, readLong)

  http.get('/api/counter/menus', () => listSellableMenus(platform))
  http.get<ByIdart>('/api/counter/menus/:idart', ({ params }) => getComposable(platform, readIdart(params)))
  http.get('/api/counter/articles', ({ query }) => {
    const form = new Form(query)
    const rayonId = form.text('rayonId')
    const keyboard = form.text('keyboard')
    form.check()
    if (keyboard === 'favourites') return listFavourites(platform)
    return keyboard === 'best' ? listBestSellers(platform) : listSellable(platform, { rayonId })
  })
  http.put<ByIdart>('/api/favourites/:idart', ({ params }, reply) => {
    addFavourite(platform, readIdart(params))
    return reply.code(204).send()
  })
  http.delete<ByIdart>('/api/favourites/:idart', ({ params }, reply) => {
    removeFavourite(platform, readIdart(params))
    return reply.code(204).send()
  })
  http.get<ByIdart>('/api/counter/articles/:idart', ({ params }) => getSellable(platform, readIdart(params)))
  http.get('/api/counter/lookup', ({ query }): ArticleLookup => {
    const form = new Form(query)
    const entry = form.text('entry', { isRequired: true })
    form.check()
    const { refusal, ...found } = lookUp(platform, entry)
    if (refusal) throw refused(refusal)
    return found
  })

  http.get('/api/parked-sales', () => listParked(platform))
  http.post('/api/parked-sales', longBody, ({ body }, reply) => {
    park(platform, body)
    return reply.code(204).send()
  })
  http.post<ByNumber>('/api/parked-sales/:number/recall', ({ params, body }) =>
    recall(platform, readNumber(params), body),
  )
  draftRoutes(platform)
  drawerRoutes(platform)
}

interface ByPoste {
  Params: { poste: string }
}

/** The sale in progress of a station. */
function draftRoutes(platform: Platform): void {
  const { http } = platform
  http.get<ByPoste>('/api/sale-drafts/:poste', ({ params }) => findDraft(platform, params.poste) ?? null)
  http.put<ByPoste>('/api/sale-drafts/:poste', longBody, ({ params, body }, reply) => {
    saveDraft(platform, params.poste, body)
    return reply.code(204).send()
  })
  http.delete<ByPoste>('/api/sale-drafts/:poste', ({ params }, reply) => {
    dropDraft(platform, params.poste)
    return reply.code(204).send()
  })
}

function readNumber({ number }: ByNumber['Params']): number {
  if (!/^\d{1,12}$/.test(number)) throw notFound(`Aucun numéro ${number}.`)
  return Number(number)
}
