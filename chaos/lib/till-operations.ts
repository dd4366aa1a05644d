import type { Order } from '@hub/contract'
import type { CatalogExport } from '../../apps/till/src/connector/catalog/wire.ts'
import type { Sale, SellableArticle } from '../../apps/till/src/sales/wire.ts'
import { picture } from '../../bench/lib/picture.ts'
import type { Line } from './line.ts'
import { planOf, type Step } from './till-plan.ts'
import { until, type World } from './world.ts'

/** What the people of the shop were shown as done. */
export interface TillModel {
  /** As its ticket showed it, by draft. */
  sales: Map<string, Sale>
  /** Ids of the orders that the web shop was told of. */
  orders: string[]
  accepted: Set<string>
  pictures: number
  kills: number
  powerCuts: number
  /** Bytes of the log that power cuts took away. */
  lostBytes: number
}

const cash = 1
/** Without a dessert no menu is formed: the total is the sum of the lines. */
const articlesSold = [1, 2, 3, 4, 5, 11, 12, 13, 14]
const pictures = 3

/**
 * Sales, web orders, acceptances and exports of a seed, each until it is done; the till is killed or loses its power in
 * the middle of those that the seed names. What got no answer is asked again, as a cashier would.
 */
export async function runTill(
  world: World,
  line: Line,
  { seed, kills }: { seed: number; kills: number },
): Promise<TillModel> {
  const model: TillModel = {
    sales: new Map(),
    orders: [],
    accepted: new Set(),
    pictures,
    kills: 0,
    powerCuts: 0,
    lostBytes: 0,
  }
  const act = await openShop(world)
  for (const [index, step] of planOf(seed, kills).entries()) {
    const name = `${seed}-${index}`
    if (step.strike?.how === 'power') {
      const unseen = { ...model, sales: new Map(), accepted: new Set(model.accepted) }
      await allArrived(world, model)
      line.hold()
      model.lostBytes += await world.cutPower(() => act(unseen, step, name), step.strike.share)
      line.lose()
      model.powerCuts++
    }
    if (step.strike?.how === 'kill') {
      const first = act(model, step, name).catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, step.strike!.delayMs))
      await world.restartTill()
      model.kills++
      await first
      if (step.kind === 'order') continue
    }
    await until(`${step.kind} ${name}`, () => act(model, step, name).then(() => true))
  }
  return model
}

const allArrived = (world: World, { orders }: TillModel) =>
  until('every order in the till', async () => {
    const rows = await world.webOrders()
    return rows.length >= orders.length || undefined
  })

async function openShop(world: World) {
  const sellable = await world.callTill<SellableArticle[]>('GET', '/api/counter/articles')
  const prices = new Map(sellable.map(({ idart, unitCents }) => [idart, unitCents]))
  const sellers = await world.callTill<{ id: number }[]>('GET', '/api/sellers')
  const sellerId = sellers[0]!.id
  for (let idart = 1; idart <= pictures; idart++) await putPicture(world, idart)

  type Act<Kind> = (model: TillModel, step: Extract<Step, { kind: Kind }>, name: string) => Promise<void>
  const acts: { [Kind in Step['kind']]: Act<Kind> } = {
    async sale(model, { lines }, draftId) {
      const sold = lines.map(({ article, quantity }) => {
        const idart = articlesSold[article % articlesSold.length]!
        return { idart, quantity, unitCents: prices.get(idart)! }
      })
      const totalCents = sold.reduce((sum, { quantity, unitCents }) => sum + quantity * unitCents, 0)
      const sale = await world.callTill<Sale>('POST', '/api/sales', {
        draftId,
        sellerId,
        basket: {
          service: 'eat_in',
          lines: sold.map((line) => ({ ...line, quantity: String(line.quantity), discount: null })),
          discount: null,
        },
        payments: [{ modeId: cash, cents: totalCents }],
        totalCents,
      })
      model.sales.set(draftId, sale)
    },
    async order(model, _step, reference) {
      const items = [{ product_name: 'Margherita', sku_ref: '1', price: '12.00 EUR', quantity: '1' }]
      const order = { status: 'new', private_ref: reference, items }
      model.orders.push((await world.callHub<Order>('POST', '/location/orders', order)).id)
    },
    async accept(model, { share }) {
      const id = model.orders[Math.floor(share * model.orders.length)]
      if (id === undefined) return
      const row = await until(`order ${id} in the till`, async () => {
        const all = await world.webOrders()
        return all.find(({ sourceId }) => sourceId === id)
      })
      // Accepted already, when only the answer was lost.
      if (row.status === 'pending')
        await world.callTill('POST', `/api/web-orders/${row.number}/accept`, { sellerId })
      model.accepted.add(id)
    },
    async export() {
      const { state } = await world.callTill<CatalogExport>('GET', '/api/hub/export')
      // Started already, when only the answer was lost.
      if (state !== 'running') await world.callTill<CatalogExport>('POST', '/api/hub/export', {})
    },
  }
  return (model: TillModel, step: Step, name: string) =>
    (acts[step.kind] as (model: TillModel, step: Step, name: string) => Promise<void>)(model, step, name)
}

async function putPicture({ tillOrigin }: World, idart: number): Promise<void> {
  const answer = await fetch(`${tillOrigin}/api/articles/${idart}/image`, {
    method: 'PUT',
    headers: { 'content-type': 'image/bmp', origin: tillOrigin },
    body: picture(idart),
  })
  if (!answer.ok) throw new Error(`picture of article ${idart}: ${answer.status} ${await answer.text()}`)
}
