import type { Platform } from '../platform/platform.ts'
import { linesOf } from './line-places.ts'
import { askRange, within } from './ranges.ts'
import { listOffered } from './sellable.ts'
import type { KeyArticle } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

const endOfTime = '9999'
const soldWithin = Temporal.Duration.from({ hours: 30 * 24 })
/** Three pages of keys. */
const most = 36

/** The keyboard «PLUS VENDUS»: the articles rung up most often in the last 30 days that are still sold. */
export function listBestSellers(tools: Tools): KeyArticle[] {
  const { database, clock } = tools
  const since = clock.now().subtract(soldWithin).toString({ smallestUnit: 'second' })
  const rows = askRange<{ idart: number }>(
    database,
    within(database, { since, until: endOfTime }),
    `select l.idart from sale s join sale_line l on ${linesOf('s.number', 'l')}
     where $sales and s.kind <> 'credit_note' and l.depth = 0 and l.idart is not null
       and l.quantity not like '-%'
     group by l.idart order by count(*) desc, l.idart limit ?`,
    most,
  )
  return listOffered(
    tools,
    rows.map(({ idart }) => idart),
  )
}
