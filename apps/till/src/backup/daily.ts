import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import type { BackupMaker } from './commands.ts'
import { backupFolder, listBackups } from './files.ts'

/** The till is idle when nothing was sold, received or entered for this long. */
const usualQuietMs = 120_000
const mostCheckMs = 30_000
/** Delay after a failure. */
const retryMs = 600_000

/**
 * Makes one backup a day, the first time the till is idle (contract, kezia §5.11). A manual backup counts too.
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
      // «Sauvegarde» and the JET already show the error.
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
