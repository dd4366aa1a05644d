import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import type { BackupMaker } from './commands.ts'
import { backupFolder, listBackups } from './files.ts'

/** Nothing sold, received nor typed for so long is a quiet moment. */
const usualQuietMs = 120_000
const mostCheckMs = 30_000
/** After a failure. */
const retryMs = 600_000

/**
 * Makes one backup a day, at its first quiet moment (contract, kezia §5.11). One made by hand counts too.
 */
export function backUpDaily(platform: Platform, maker: BackupMaker): void {
  const { http, live, config, clock, settings } = platform
  const quietMs = config.quietMs ?? usualQuietMs
  let busyAtMs = performance.now()
  let failedAtMs = Number.NEGATIVE_INFINITY
  const noteWork = () => {
    busyAtMs = performance.now()
  }
  http.addHook('onResponse', async ({ method }) => {
    if (method !== 'GET' && method !== 'HEAD') noteWork()
  })
  live.listen(['sales', 'orders', 'web-orders', 'stock'], noteWork)

  const dayOf = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(settings.get(company.timeZone)).toPlainDate().toString()
  const isDue = () => {
    const [last] = listBackups(backupFolder(config.dataDir))
    return !last || dayOf(Temporal.Instant.from(last.at)) !== dayOf(clock.now())
  }
  async function check(): Promise<void> {
    const nowMs = performance.now()
    if (maker.isRunning || nowMs - busyAtMs < quietMs || nowMs - failedAtMs < retryMs) return
    try {
      if (isDue()) await maker.make('automatic')
    } catch (error) {
      // Told in «Sauvegarde» and in the JET.
      failedAtMs = performance.now()
      http.log.error(error)
    }
  }
  const timer = setInterval(() => void check(), Math.min(quietMs, mostCheckMs))
  timer.unref()
  http.addHook('preClose', async () => {
    clearInterval(timer)
    await maker.settled()
  })
}
