import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallbackEventSummary, JournalEvent } from '@hub/contract'
import type { App } from '@hub/testing'
import { freePort } from '@hub/testing/free-port'
import pg from 'pg'
import { type ServerProcess, startProcess } from '../../bench/lib/process.ts'
import { startReceiver } from '../../conformance/lib/receiver.ts'
import { createWorld } from '../../conformance/lib/world.ts'
import { engineOf, killsHub, type Target } from './engine.ts'
import type { PlannedStrike } from './plan.ts'
import { Refusals } from './refusals.ts'
import { fillDisk, mountSmallDisk } from './small-disk.ts'
import { secret, until } from './world.ts'

const readEveryMs = 200
/** Until nothing more can be stored. */
const refusedWithinMs = 30_000
/** More than `max_wal_size`, the tables and the programs' own files together. */
const smallDiskMb = 512

export interface WorldOptions {
  /** Runs the sources instead of the bundle that `npm start` runs. */
  sources: boolean
  /** The data folder is on a disk of its own that can be filled. */
  onSmallDisk: boolean
}

export interface Strike {
  target: Target
  /**
   * Until `/readyz` says so: from the restart of a killed hub, or from the kill where the hub lives. After a full disk,
   * from the moment when it has room again until changes are acknowledged.
   */
  readyMs: number
  /** Processes of the PostgreSQL of before, 5 seconds after the kill. */
  leftovers: string[]
}

/** A hub that can be killed, a shop that writes, an app that is called and one that reads its events. */
export async function openApiWorld({ sources, onSmallDisk }: WorldOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'hub-chaos-'))
  const dataDir = join(folder, 'data')
  await mkdir(dataDir, { mode: 0o700 })
  const unmount = onSmallDisk ? mountSmallDisk(dataDir, smallDiskMb) : undefined
  const { DATABASE_URL, TEST_DATABASE_URL } = process.env
  const databaseUrl = DATABASE_URL || (TEST_DATABASE_URL ? await createDatabase(TEST_DATABASE_URL) : '')
  const refusals = new Refusals()
  const hasOwnPostgres = databaseUrl === ''
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  let hub: ServerProcess
  /** The hub whose end is meant. */
  let stopped: ServerProcess | undefined
  const stop = (signal?: NodeJS.Signals) => {
    stopped = hub
    return hub.stop(signal)
  }
  const start = async () => {
    hub = await startProcess(sources ? 'apps/hub/src/main.ts' : 'dist/hub/main.mjs', {
      DEMO: '0',
      DATA_DIR: dataDir,
      HUB_SECRET: secret,
      HUB_PORT: `${port}`,
      DATABASE_URL: databaseUrl,
      RATE_LIMITS: '0,0,0,0',
    })
    const started = hub
    started.child.once('exit', (code, signal) => {
      if (stopped === started) return
      process.stdout.write(`the hub ended by itself: ${signal ?? `code ${code}`}\n`)
      process.exit(1)
    })
  }
  const untilReady = () =>
    until('the hub ready again', async () => (await fetch(`${origin}/readyz`)).ok || undefined)
  await start()
  const operatorToken = (await readFile(join(dataDir, 'operator-token'), 'utf8')).trim()
  const world = createWorld({ origin, operatorToken })
  const merchant = await world.merchant()
  const shop = await merchant.app()
  const called = await merchant.app()
  const reading = await merchant.app()
  const receiver = await startReceiver()
  const events = { order: ['create', 'update'] }
  await called.post('/callback', { url: `${receiver.origin}/hooks`, events })
  await reading.listen(events)
  const reader = startReader(reading, refusals)

  return {
    hasOwnPostgres,
    shop,
    called,
    reading,
    receiver,
    reader,
    refusals,
    /**
     * Kills a program, or two; a killed hub is started again. Returns once requests are answered.
     * @param whileDown runs while a killed hub is down
     */
    async kill({ target, restartsAtOnce }: PlannedStrike, whileDown: () => void): Promise<Strike> {
      const engine = hasOwnPostgres ? await engineOf(hub.child.pid!) : undefined
      engine?.kill(target)
      let fromMs = Date.now()
      const outliving = engine?.leftovers() ?? []
      if (killsHub(target)) {
        await stop('SIGKILL')
        whileDown()
        if (!restartsAtOnce) await outliving
        fromMs = Date.now()
        await start()
      }
      // The connections of a killed PostgreSQL still answer for a moment.
      else await outliving
      await untilReady()
      const readyMs = Date.now() - fromMs
      return { target, readyMs, leftovers: await outliving }
    },
    /**
     * Fills the disk of the data folder until something is refused, and gives the room back.
     * @param goesOn resolves once changes are acknowledged again
     */
    async fill({ needsLog, fullMs }: PlannedStrike, goesOn: () => Promise<unknown>): Promise<Strike> {
      const filler = await fillDisk(dataDir)
      if (needsLog) await useUpLog(dataDir)
      const before = refusals.total
      await until('a refusal', async () => refusals.total > before || undefined, refusedWithinMs)
      await new Promise((resolve) => setTimeout(resolve, fullMs))
      await filler.giveBack()
      const fromMs = Date.now()
      await goesOn()
      await untilReady()
      return { target: 'disk', readyMs: Date.now() - fromMs, leftovers: [] }
    },
    async close() {
      await reader.stop()
      await receiver.close()
      await stop()
      unmount?.()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Has PostgreSQL begin further files of its log until it cannot: it keeps some in reserve. */
async function useUpLog(dataDir: string): Promise<void> {
  const client = new pg.Client({
    connectionString: `postgresql://hub@localhost/postgres?host=${encodeURIComponent(join(dataDir, 'run'))}`,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    // A file that nothing was written to is not left.
    for (let files = 0; files < 40; files++)
      await client.query("select pg_logical_emit_message(false, 'chaos', ''), pg_switch_wal()")
  } catch {
    // It could not: that is meant.
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A database of the experiment's own on that server: its URL. */
async function createDatabase(serverUrl: string): Promise<string> {
  const name = `chaos_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return Object.assign(new URL(serverUrl), { pathname: name }).href
}

export type ApiWorld = Awaited<ReturnType<typeof openApiWorld>>

/** Reads the waiting events and deletes them, as an app without an address does. Failures are the experiment's point. */
function startReader(app: App, refusals: Refusals) {
  /** When each event was last read, by its id. */
  const seen = new Map<string, number>()
  let isStopped = false
  const readOnce = async () => {
    const answer = await app.get<CallbackEventSummary[]>('/callback/events')
    refusals.note(answer)
    if (answer.status !== 200) return
    for (const { id } of answer.body) {
      seen.set(id, Date.now())
      refusals.note(await app.delete(`/callback/events/${id}`))
    }
  }
  const running = (async () => {
    while (!isStopped) {
      await readOnce().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, readEveryMs))
    }
  })()
  return {
    seen,
    async stop() {
      isStopped = true
      await running
    },
  }
}

/** The whole journal of an app, oldest first. */
export async function readJournal(app: App): Promise<JournalEvent[]> {
  const all: JournalEvent[] = []
  let path = '/callback/journal'
  for (;;) {
    const { status, body, headers, text } = await app.get<JournalEvent[]>(path)
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${text}`)
    all.push(...body)
    const cursor = headers.get('x-cursor-next')
    if (cursor === null) return all
    path = `/callback/journal?cursor=${cursor}`
  }
}
