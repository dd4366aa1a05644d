// A hub without requests, in a process of its own: it commits changes as the recording of orders does, and its
// deliveries send them. Plans come as messages, what became of them goes back.
import { setTimeout as pause } from 'node:timers/promises'
import { parseScope } from '@hub/contract'
import { createHub } from '@hub/hub'
import { createAccount } from '@hub/hub/accounts'
import { change, changeArguments, type RecordedEvent, setCallback } from '@hub/hub/callbacks'
import { readConfig } from '@hub/hub/config'
import { openDatabase, transaction } from '@hub/hub/database'
import { byOperator, connect, createClient } from '@hub/hub/oauth'
import { benchSecret, orderOf4Items } from './fixture.ts'
import { openMinimalCommits } from './minimal-commits.ts'

export interface CommitPlan {
  /** The simplest statement that stores as much, instead of the hub's. */
  minimal?: boolean
  /** Where callbacks go; null commits only. */
  url: string | null
  seconds: number
  /** Commits per second; as many as possible without it. */
  rate?: number
}
export interface CommitFigures {
  /** When the statement of each event returned, in milliseconds since 1970. */
  commits: [id: string, atMs: number][]
  /** From the first statement until everything was sent and its acknowledgement written, in milliseconds. */
  elapsedMs: number
  cpuSeconds: number
}

const accounts = 10
const parallel = 16
/** As fast as possible, but no faster than it can be delivered: what is beyond would wait in the database. */
const maxInHand = 300

const config = { ...readConfig({ ...process.env, DEMO: '0', HUB_SECRET: benchSecret }), port: 0 }
const database = await openDatabase(
  config.databaseUrl === undefined ? { dataDir: config.dataDir } : { url: config.databaseUrl },
)
const hub = await createHub({ config, database })
const { db, secrets, publisher, deliveries, bus } = hub.parts
const commitMinimal = await openMinimalCommits(database.url, { parallel, content: orderOf4Items })

const listeners = await Promise.all(
  Array.from({ length: accounts }, async () => {
    const account = await transaction(db, (trx) =>
      createAccount(trx, {
        name: 'Pizzeria Roma',
        currency: 'EUR',
        country: 'FR',
        firstLocation: { name: 'Lille', country: 'FR', timezone: 'Europe/Paris' },
      }),
    )
    const { clientId } = await createClient({ db, secrets, domain: 'bench' }, { name: 'Cuisine' })
    const grant = {
      clientId,
      scope: parseScope('location[orders.read]')!,
      accountId: account.id,
      locationId: account.locationId,
      userId: null,
      deviceId: null,
      catalogId: null,
      customerListId: null,
    }
    const { connectionId } = await transaction(db, (trx) => connect(trx, secrets, grant, byOperator))
    return { ...grant, id: connectionId }
  }),
)

let made = 0
function nextChange() {
  const { accountId, locationId } = listeners[made % accounts]!
  return change({
    resource: 'order',
    type: 'create',
    accountId,
    locationId,
    clientId: 'the shop',
    createdAtMs: Date.now(),
    zone: 'Europe/Paris',
    ids: { order_id: `order${++made}` },
    newState: orderOf4Items,
  })
}

let room: Promise<void> | undefined
/** One looks for all. */
function untilRoom(): Promise<void> {
  room ??= (async () => {
    while (deliveries.inHand() > maxInHand) await pause(1)
    room = undefined
  })()
  return room
}

/** @param note called with the id of its event once it is committed, before its receivers are told */
async function commitChange(note: (id: string) => void): Promise<void> {
  const one = nextChange()
  const events = await db<RecordedEvent>`
    select * from record_changes(of_account => ${one.accountId}, ${changeArguments([one])})`
  note(events[0]!.id)
  publisher.announce([one], events)
}

async function run({ minimal = false, url, seconds, rate }: CommitPlan): Promise<CommitFigures> {
  for (const listener of listeners) {
    // What an earlier round left waiting is not sent in this one.
    await setCallback(db, listener, null, {}, Date.now())
    await setCallback(db, listener, url, { order: ['create'] }, Date.now())
    bus.send('connection', listener.id)
  }
  const commits: CommitFigures['commits'] = []
  const cpuBefore = process.cpuUsage()
  const startedMs = performance.now()
  const endMs = startedMs + seconds * 1000
  const note = (id: string) => void commits.push([id, performance.timeOrigin + performance.now()])
  const commit = async () => (minimal ? note(await commitMinimal()) : commitChange(note))
  if (rate === undefined) {
    await Promise.all(
      Array.from({ length: parallel }, async () => {
        while (performance.now() < endMs) {
          if (deliveries.inHand() > maxInHand) await untilRoom()
          await commit()
        }
      }),
    )
  } else {
    const underWay: Promise<void>[] = []
    for (let count = 0; count < rate * seconds; count++) {
      const waitMs = startedMs + (count * 1000) / rate - performance.now()
      if (waitMs > 0) await pause(waitMs)
      underWay.push(commit())
    }
    await Promise.all(underWay)
  }
  while (deliveries.inHand() > 0) await pause(1)
  const elapsedMs = performance.now() - startedMs
  const { user, system } = process.cpuUsage(cpuBefore)
  return { commits, elapsedMs, cpuSeconds: (user + system) / 1e6 }
}

process.on('message', (plan: CommitPlan) => {
  run(plan).then(
    (figures) => process.send!({ figures }),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`)
      process.exit(1)
    },
  )
})
process.on('SIGTERM', () => void hub.close().then(() => process.exit(0)))
process.send?.({ ready: 'ready' })
