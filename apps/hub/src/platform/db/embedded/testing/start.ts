// `node start.ts DATA_DIR`: starts the embedded PostgreSQL as a hub does, and prints a line of JSON for each event.
import { EmbeddedDatabaseError, startEmbedded } from '../index.ts'

const tell = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`)

process.umask(0o077)
const [dataDir = ''] = process.argv.slice(2)
try {
  const { url, stop } = await startEmbedded({ dataDir, onLine: (line) => tell({ line }) })
  process.once('SIGTERM', async () => {
    await Promise.all([stop(), stop()])
    await stop()
    tell({ stopped: true })
    // No process.exit: nothing may keep the process alive.
    process.stdin.destroy()
  })
  tell({ url })
} catch (error) {
  if (!(error instanceof EmbeddedDatabaseError)) throw error
  tell({ refused: error.message })
}
