import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CallbackEventSummary, JournalEvent } from '@hub/contract'
import type { App } from '@hub/testing'
import pg from 'pg'
import { type ServerProcess, startProcess } from '../../bench/lib/process.ts'
import { startReceiver } from '../../conformance/lib/receiver.ts'
import { createWorld } from '../../conformance/lib/world.ts'
import { engineOf, killsHub, type Target } from './engine.ts'
import { freePort, secret, until } from './world.ts'

const readEveryMs = 200

export interface StrikePlan {
  target: Target
  /** A killed hub: whether its successor finds the PostgreSQL of before still ending, or only its files. */
  restartsAtOnce: boolean
  /** Runs while a killed hub is down. */
  whileDown(): void
}

export interface Strike {
  target: Target
  /** From the restart of a killed hub, or from the kill where the hub lives, until `/readyz` says so. */
  readyMs: number
  /** Processes of the PostgreSQL of before, 5 seconds after the kill. */
  leftovers: string[]
}

/** A hub that can be killed, a shop that writes, an app that is called and one that reads its events. */
export async function openApiWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'hub-chaos-'))
  const { DATABASE_URL, TEST_DATABASE_URL } = process.env
  const databaseUrl = DATABASE_URL || (TEST_DATABASE_URL ? await createDatabase(TEST_DATABASE_URL) : '')
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
    hub = await startProcess('apps/hub/src/main.ts', {
      DEMO: '0',
      DATA_DIR: folder,
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
  await start()
  const operatorToken = (await readFile(join(folder, 'operator-token'), 'utf8')).trim()
  const world = createWorld({ origin, operatorToken })
  const merchant = await world.merchant()
  const shop = await merchant.app()
  const called = await merchant.app()
  const reading = await merchant.app()
  const receiver = await startReceiver()
  const events = { order: ['create', 'update'] }
  await called.post('/callback', { url: `${receiver.origin}/hooks`, events })
  await reading.listen(events)
  const reader = startReader(reading)

  return {
    hasOwnPostgres,
    shop,
    called,
    reading,
    receiver,
    reader,
    /** Kills a program, or two; a killed hub is started again. Returns once requests are answered. */
    async strike({ target, restartsAtOnce, whileDown }: StrikePlan): Promise<Strike> {
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
      const leftovers = await outliving
      await until('the hub ready again', async () => (await fetch(`${origin}/readyz`)).ok || undefined)
      return { target, readyMs: Date.now() - fromMs, leftovers }
    },
    async close() {
      await reader.stop()
      await receiver.close()
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
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
function startReader(app: App) {
  /** When each event was last read, by its id. */
  const seen = new Map<string, number>()
  let isStopped = false
  const readOnce = async () => {
    const { status, body } = await app.get<CallbackEventSummary[]>('/callback/events')
    if (status !== 200) return
    for (const { id } of body) {
      seen.set(id, Date.now())
      await app.delete(`/callback/events/${id}`)
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
