import { getArticle, readIdart } from '../articles/index.ts'
import { Form } from '../platform/form.ts'
import { longBody } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { moveStock } from './commands.ts'
import { enterMovements } from './entries.ts'
import { inventoryRoutes } from './inventory/routes.ts'
import { listOnHand, listStockPage } from './list.ts'
import { readPaste } from './paste.ts'
import { parseTypedQuantity } from './quantity.ts'
import * as store from './store.ts'
import type { ArticleStock } from './wire.ts'

const mostMovements = 50

export function stock(platform: Platform): void {
  const { http, database } = platform
  const present = (idart: number): ArticleStock => ({
    ...store.find(database, idart),
    movements: store.listMovements(database, idart, mostMovements),
  })
  http.get('/api/articles/stock', ({ query }) => listOnHand(platform, query))
  http.get<{ Params: { idart: string } }>('/api/articles/:idart/stock', ({ params }) =>
    present(getArticle(platform, readIdart(params)).idart),
  )
  http.post<{ Params: { idart: string } }>('/api/articles/:idart/stock', ({ params, body }) => {
    const idart = readIdart(params)
    const form = new Form(body)
    const direction = form.choice('direction', ['in', 'out'])
    const typed = form.text('quantity', { isRequired: true })
    const reason = form.text('reason', { isRequired: true, most: 120 })
    const milli = parseTypedQuantity(typed)
    if (milli === undefined)
      form.fail('quantity', `« ${typed} » est refusé : une quantité telle que 3 ou 2,5 est attendue.`)
    form.check()
    database.transaction(() => {
      getArticle(platform, idart)
      moveStock(platform, idart, direction === 'in' ? milli! : -milli!, reason)
    })
    return present(idart)
  })

  http.get('/api/stock', ({ query }) => listStockPage(platform, query))
  http.post('/api/stock/paste', longBody, ({ body }) => readPaste(platform, body))
  http.post('/api/stock/movements', longBody, ({ body }) => enterMovements(platform, body))
  inventoryRoutes(platform)
}
