import { startProxy, type TestProxy } from '@hub/testing'
import type { CatalogExport } from '../../apps/till/src/connector/catalog/wire.ts'
import { openWorld, until, type World } from '../../chaos/lib/world.ts'
import { keyMs, longestWait } from './longest-wait.ts'
import type { Figure } from './report.ts'
import { round } from './statistics.ts'
import { fillArticles } from './till-data.ts'
import { fillTill } from './till-screens.ts'

/** The defaults of the hub (contract, general §5). */
export const contractLimits = '500,2500,10000,10'
const patienceMs = 600_000

const current = (world: World) => world.callTill<CatalogExport>('GET', '/api/hub/export')

/** Starts the export, and follows it until `isEnough`; returns each step that a screen would have shown. */
async function follow(world: World, isEnough: (state: CatalogExport) => boolean): Promise<CatalogExport[]> {
  const shown: CatalogExport[] = [await world.callTill<CatalogExport>('POST', '/api/hub/export', {})]
  await until(
    'the export',
    async () => {
      const state = await current(world)
      const last = shown.at(-1)!
      if (state.done !== last.done || state.phase !== last.phase || state.state !== last.state)
        shown.push(state)
      return isEnough(state) || undefined
    },
    patienceMs,
  )
  return shown
}

export async function measureExport(plan: { articles: number; pictures: number }): Promise<Figure[]> {
  let proxy!: TestProxy
  const world = await openWorld({
    rateLimits: contractLimits,
    between: async (hubOrigin) => {
      proxy = await startProxy(hubOrigin)
      return proxy.origin
    },
  })
  try {
    await fillTill(world, (database) => fillArticles(database, plan.articles, { pictures: plan.pictures }))
    const before = proxy.calls.length
    const startedMs = performance.now()
    const first = await follow(world, ({ done }) => done >= plan.pictures / 3)
    proxy.fault(() => ({ kind: 'cut' }))
    await until('the cut told', async () => (await current(world)).state === 'done' || undefined, patienceMs)
    const { errors: cutErrors } = await current(world)
    proxy.fault(() => undefined)
    const second = await follow(world, ({ state }) => state === 'done')
    const totalMs = performance.now() - startedMs
    const { errors, sent } = second.at(-1)!

    const calls = proxy.calls
      .slice(before)
      .filter(({ path, status }) => path.startsWith('/v1/catalogs/') && status === 200)
    const uploads = calls.filter(({ method }) => method === 'POST')
    const waitMs = await longestWait(world.tillOrigin, () => follow(world, ({ state }) => state === 'done'))
    const hubMs = calls.reduce((sum, { tookMs }) => sum + (tookMs ?? 0), 0)
    const steps = first.length + second.length
    return [
      { what: 'articles and pictures', measured: `${sent} / ${plan.pictures}` },
      { what: 'steps of the progress shown', measured: steps, goal: '> 10', isMet: steps > 10 },
      {
        what: 'told when the line was cut',
        measured: cutErrors.length,
        goal: '1',
        isMet: cutErrors.length === 1,
      },
      {
        what: 'errors of the resumed export',
        measured: errors.length,
        goal: '0',
        isMet: errors.length === 0,
      },
      {
        what: 'pictures sent',
        measured: uploads.length,
        goal: `${plan.pictures}, each once`,
        isMet: uploads.length === plan.pictures,
      },
      { what: 'whole export, s', measured: round(totalMs / 1000, 1) },
      { what: 'the hub’s own time for the same calls, s', measured: round(hubMs / 1000, 1) },
      {
        what: 'whole ÷ hub (from the 51st on, 200 pictures a minute: D37)',
        measured: round(totalMs / hubMs, 1),
      },
      {
        what: 'longest wait of a request during one more export, ms',
        measured: round(waitMs, 0),
        goal: `< ${keyMs}`,
        isMet: waitMs < keyMs,
      },
    ]
  } finally {
    await world.close()
    await proxy.close()
  }
}
