import type { Platform } from '../platform/platform.ts'
import { offerToSellable, openShelf, refusalOf } from './sellable.ts'
import type { SellableArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const soldWithin = Temporal.Duration.from({ hours: 30 * 24 })
/** Three pages of keys. */
const most = 36

/** The keyboard «PLUS VENDUS»: what was rung up most often these thirty days, and is still sold. */
export function listBestSellers(tools: Tools): SellableArticle[] {
  const { database, clock } = tools
  const rows = database.all<{ idart: number }>(
    `select l.idart from sale s join sale_line l on l.sale_number = s.number
     where s.sold_at >= ? and s.kind <> 'credit_note' and l.depth = 0 and l.idart is not null
       and l.quantity not like '-%'
     group by l.idart order by count(*) desc, l.idart limit ?`,
    clock.now().subtract(soldWithin).toString({ smallestUnit: 'second' }),
    most,
  )
  const shelf = openShelf(tools)
  return rows.flatMap(({ idart }) => {
    const offer = shelf.findOffer(idart)
    return offer && refusalOf(offer.article) === undefined ? [offerToSellable(tools, offer, shelf)] : []
  })
}
