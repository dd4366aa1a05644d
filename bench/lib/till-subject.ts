import { startTill } from '@hub/till'
import { automaticInvoices } from '../../apps/till/src/connector/settings.ts'
import { systemClock } from '../../apps/till/src/platform/clock.ts'
import { Database } from '../../apps/till/src/platform/database.ts'
import { createLive } from '../../apps/till/src/platform/live.ts'
import { settle } from '../../apps/till/src/sales/commands.ts'
import { Settings } from '../../apps/till/src/settings/index.ts'

/**
 * A whole till in this process, whose commands are called without HTTP. Its connection is blocked: each sale is queued for
 * the hub, and stays in the queue.
 */
export async function openTillSubject(dataDir: string) {
  let database!: Database
  const nowhere = 'http://127.0.0.1:9'
  const till = await startTill({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    hub: { apiOrigin: nowhere, managerOrigin: nowhere, clientFile: '/nowhere' },
    pollSeconds: 3600,
    openDatabase: (...args) => (database = new Database(...args)),
  })
  const settings = new Settings(database)
  const tools = { database, settings, clock: systemClock, live: createLive() }
  database.transaction(() => {
    settings.set(automaticInvoices, true)
    database.run("update hub_connection set location_id = 'bench-0', trouble = 'blocked'")
  })
  const lines = database
    .all<{ idart: number; cents: number }>('select idart, price_cents as cents from article where idart <= 5')
    .map(({ idart, cents }) => ({ idart, quantity: '1', unitCents: cents, discount: null }))
  const totalCents = lines.reduce((sum, { unitCents }) => sum + unitCents, 0)
  return {
    database,
    close: () => till.close(),
    /** Ids of drafts, which the page makes: another machine's work. */
    draftIds: (count: number): string[] => Array.from({ length: count }, nextDraftId),
    /** «Valider»: a sale of five lines whose articles are in the stock, paid in cash. */
    sell: (draftId = nextDraftId()) =>
      settle(tools, {
        draftId,
        sellerId: 1,
        basket: { service: 'eat_in', lines, discount: null },
        payments: [{ modeId: 1, cents: totalCents }],
        totalCents,
      }),
  }
}

export type TillSubject = Awaited<ReturnType<typeof openTillSubject>>

let lastDraftMs = 0

/** They begin with the time (RFC 9562, version 7), and follow each other. */
function nextDraftId(): string {
  lastDraftMs = Math.max(Date.now(), lastDraftMs + 1)
  const time = lastDraftMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
