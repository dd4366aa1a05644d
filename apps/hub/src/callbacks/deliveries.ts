import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Bus } from '../platform/bus.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/db/index.ts'
import type { Change } from './changes.ts'
import * as store from './delivery-store.ts'
import { erasedTopic } from './erase.ts'
import { Lane, objectOf, type Task } from './lane.ts'
import { createOutcomes } from './outcomes.ts'
import { eventText } from './present.ts'
import { noteOutcome, type Receiver, type Receivers } from './receivers.ts'
import type { RecordedEvent } from './record.ts'
import { freshMs } from './schedule.ts'
import type { Sender } from './sender.ts'
import { standardSignature } from './signing-secrets.ts'
import { createSlots } from './slots.ts'
import type { EventRow } from './store.ts'

/** Maximum deliveries in flight: in total, and to one host (contract, callbacks §5). */
export interface DeliveryLimits {
  inAll: number
  perHost: number
}

/**
 * With `deadAfter` and `freshMs`, short enough that events left by a killed process are sent within two seconds of its
 * restart.
 */
const lookEveryMs = 250
/** An event tracked for longer is claimed in the database, before `freshMs` lets other processes take it. */
const claimAfterMs = 500
/** Maximum events tracked by this process; the rest stay in the database. */
const maxInHand = 50_000
const maxWaitingPerConnection = 1000
/** If more events of a connection wait than this, their content is not kept in memory. */
const maxWaitingWhole = 200
/** Content held for longer is read again: the event may have been deleted, or a person in it anonymised. */
const freshContentMs = 5000
const batch = 500
/** Delay before an event that arrived ahead of an earlier one about the same object is retried. */
const orderPatienceMs = 30
const closePatienceMs = 1000

/** Sends the events of active callbacks until they are acknowledged or given up (contract, callbacks §4 and §5). */
export interface Deliveries {
  /** Sends the committed events of active callbacks at once; ignores the others. */
  announce(changes: readonly Change[], events: readonly RecordedEvent[]): void
  /** Number of events that this process tracks: waiting, in flight, or with an outcome not yet written. */
  inHand(): number
  /** Takes due events from the database, as the timer does four times a second; resolves once they are tracked. */
  look(): Promise<void>
  close(): Promise<void>
}

export interface DeliveryParts {
  database: Database
  bus: Bus
  clock: Clock
  log: Logger
  sender: Sender
  receivers: Receivers
  limits: DeliveryLimits
  /** Called for each acknowledged event. */
  onAcknowledged?: (connection: { accountId: string; id: string }) => void
  /** Called for each account with newly written attempts. @param isTelling whether a receiver's health may differ */
  onAttempted?: (accountId: string, isTelling: boolean) => void
  /** Whether this process also takes events from the database: retries, and those left by dead processes. */
  sweeps: boolean
}

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { database, bus, clock, log, sender, receivers, limits, sweeps } = parts
  const { db } = database
  const nodeId = randomUUID()
  const lanes = new Map<string, Lane>()
  /** Tracked tasks by event id: waiting, in flight, or with an outcome not yet written. */
  const inHand = new Map<string, Task>()
  /** Ids of the tracked events, by connection. */
  const idsInHand = new Map<string, Set<string>>()
  /**
   * By connection, the highest sequence number up to which every event is or was tracked here, or had its first attempt
   * elsewhere.
   */
  const knownUpTo = new Map<string, number>()
  const pumping = new Set<Lane>()
  const slots = createSlots<Lane>(limits)
  /** URLs that have never answered get one call at a time (contract, security S13). */
  const trials = createSlots<Lane>({ inAll: Number.POSITIVE_INFINITY, perHost: 1 })
  const outcomes = createOutcomes({
    db,
    clock,
    log,
    settled: (task) => (task.takenAgain ? letGo([task]) : forget(task)),
    onReleased: () => void look(),
    onWritten: parts.onAttempted,
  })
  let underWay = 0
  /** `closing`: no new delivery starts. `closed`: deliveries in flight have been cut as well. */
  let closing = false
  let closed = false

  const keyOf = (accountId: string, connectionId: string) => `${accountId} ${connectionId}`
  const logFailure = (what: string) => (error: unknown) => {
    if (!closed) log.error({ err: error }, what)
  }

  function hold(task: Task) {
    inHand.set(task.id, task)
    const key = keyOf(task.accountId, task.connectionId)
    const ids = idsInHand.get(key) ?? new Set()
    idsInHand.set(key, ids.add(task.id))
  }
  function forget({ accountId, connectionId, id }: Task) {
    inHand.delete(id)
    const key = keyOf(accountId, connectionId)
    const ids = idsInHand.get(key)
    ids?.delete(id)
    if (ids?.size === 0) idsInHand.delete(key)
  }

  function laneOf(accountId: string, connectionId: string): Lane {
    const key = keyOf(accountId, connectionId)
    const lane = lanes.get(key) ?? new Lane(accountId, connectionId)
    lanes.set(key, lane)
    return lane
  }

  /** @returns whether the event is now tracked */
  function accept(task: Task): boolean {
    const known = inHand.get(task.id)
    if (known) {
      known.claimed ||= task.claimed
      known.takenAgain ||= task.claimed && outcomes.has(task.id)
      return true
    }
    const lane = laneOf(task.accountId, task.connectionId)
    if (closing || inHand.size >= maxInHand || lane.waiting >= maxWaitingPerConnection) return false
    if (lane.waiting >= maxWaitingWhole) task.content = undefined
    const key = keyOf(task.accountId, task.connectionId)
    task.inOrder = task.attempts > 0 || task.seq === (knownUpTo.get(key) ?? 0) + 1
    if (task.attempts === 0 && task.inOrder) knownUpTo.set(key, task.seq)
    hold(task)
    lane.add(task)
    pumpSoon(lane)
    return true
  }

  /** Deferred, so that the request that made the change is answered first. */
  function pumpSoon(lane: Lane) {
    if (pumping.has(lane)) return
    pumping.add(lane)
    setImmediate(() => {
      pumping.delete(lane)
      pump(lane)
        .catch((error: unknown) => {
          logFailure('cannot read whom to deliver events to')(error)
          letGo(lane.empty())
        })
        .finally(() => {
          wake(slots.unused(lane))
          wake(trials.unused(lane))
        })
    })
  }

  async function pump(lane: Lane): Promise<void> {
    if (closing) return
    const receiver = await receivers.get(lane.accountId, lane.connectionId)
    if (!receiver || receiver.paused) letGo(lane.empty())
    else {
      for (;;) {
        const trial = receiver.hasAnswered ? undefined : receiver.url.split('?', 1)[0]
        const task = lane.take(trial !== undefined)
        if (!task) break
        if (!takePlace(lane, receiver, trial)) {
          lane.putBack(task)
          break
        }
        begin(lane, task, receiver, trial)
      }
    }
    if (lane.isIdle) lanes.delete(keyOf(lane.accountId, lane.connectionId))
  }

  function takePlace(lane: Lane, { host }: Receiver, trial: string | undefined): boolean {
    if (trial !== undefined && !trials.take(trial, lane)) return false
    if (slots.take(host, lane)) return true
    if (trial !== undefined) wake(trials.giveBack(trial))
    return false
  }
  const wake = (waiting: readonly Lane[]) => {
    for (const lane of waiting) pumpSoon(lane)
  }

  function begin(lane: Lane, task: Task, receiver: Receiver, trial: string | undefined) {
    underWay++
    deliver(lane, task, receiver)
      .catch((error: unknown) => {
        logFailure('a delivery was broken off')(error)
        letGo([task])
      })
      .finally(() => {
        underWay--
        lane.done(task)
        pumpSoon(lane)
        wake(slots.giveBack(receiver.host))
        if (trial !== undefined) wake(trials.giveBack(trial))
      })
  }

  async function deliver(lane: Lane, task: Task, receiver: Receiver): Promise<void> {
    if (!task.inOrder && (await mustWait(task))) {
      task.notBeforeMs = performance.now() + orderPatienceMs
      lane.add(task)
      setTimeout(() => pumpSoon(lane), orderPatienceMs + 1)
      return
    }
    const isFresh = performance.now() - task.takenMs < freshContentMs
    const content = (isFresh ? task.content : undefined) ?? (await store.findDeliverable(db, task))
    // Acknowledged or dropped in the meantime.
    if (!content) return forget(task)
    const body = Buffer.from(eventText(content, receiver.appInstanceId))
    const atSeconds = Math.floor(clock.now() / 1000)
    const outcome = await sender.call({
      method: 'POST',
      url: receiver.url,
      secret: receiver.clientSecret,
      body,
      headers: {
        'webhook-id': task.id,
        'webhook-timestamp': String(atSeconds),
        'webhook-signature': standardSignature(receiver.signingSecrets, { id: task.id, atSeconds, body }),
      },
    })
    if (outcome.postponedMs !== undefined) return postpone(lane, task, outcome.postponedMs)
    lane.heard(outcome.timedOut)
    // We cut the call ourselves: it uses no attempt, and the next process to start makes it again.
    if (closed && outcome.status === null) return
    outcomes.add(task, outcome, receiver)
    noteOutcome(receiver, outcome)
    if (outcome.acknowledged) parts.onAcknowledged?.({ accountId: task.accountId, id: task.connectionId })
  }

  /** The address is over its byte budget: the connection's events wait, using no attempt (security S12). */
  function postpone(lane: Lane, task: Task, afterMs: number) {
    lane.pause(performance.now() + afterMs)
    lane.add(task)
    setTimeout(() => pumpSoon(lane), afterMs + 1).unref()
  }

  /** Whether an earlier event about the same object, not tracked here, still waits for its first attempt. */
  async function mustWait(task: Task): Promise<boolean> {
    const { accountId, connectionId, seq, object } = task
    const key = keyOf(accountId, connectionId)
    // The connection's queue already orders the events that are tracked here.
    const known = [...(idsInHand.get(key) ?? [])]
    const earlier = await store.findEarlier(db, { accountId, connectionId, seq, object, except: known })
    if (earlier?.same_object) return true
    if (!earlier) knownUpTo.set(key, Math.max(seq, knownUpTo.get(key) ?? 0))
    task.inOrder = true
    return false
  }

  /** Releases events, so that any process may take them. */
  function letGo(tasks: readonly Task[]) {
    for (const task of tasks) forget(task)
    const claimed = tasks.filter((task) => task.claimed)
    if (claimed.length > 0)
      store.release(db, { nodeId, tasks: claimed }).catch(doubtful('cannot let go of events'))
  }

  async function claimOld() {
    const beforeMs = performance.now() - claimAfterMs
    const old = [...inHand.values()].filter(
      (task) => !task.claimed && task.takenMs < beforeMs && !outcomes.has(task.id),
    )
    for (let start = 0; start < old.length; start += batch) {
      const tasks = old.slice(start, start + batch)
      const mine = new Set((await store.claim(db, { nodeId, tasks })).map(({ id }) => id))
      for (const task of tasks) {
        task.claimed = mine.has(task.id)
        // Acknowledged, dropped, or claimed by another process: do not start it if it still waits here.
        if (!task.claimed && lanes.get(keyOf(task.accountId, task.connectionId))?.remove(task)) forget(task)
      }
    }
  }

  async function takeDue(freshestMs = freshMs) {
    for (;;) {
      const nowMs = clock.now()
      const full = [...lanes.values()]
        .filter(({ waiting }) => waiting >= maxWaitingPerConnection - batch)
        .map(({ connectionId }) => connectionId)
      if (inHand.size > maxInHand - batch) return
      const rows = await store.takeDue(db, {
        nodeId,
        now: new Date(nowMs),
        firstDueBefore: new Date(nowMs - freshestMs),
        fullConnections: full,
        limit: batch,
      })
      letGo(rows.map(taskOf).filter((task) => !accept(task)))
      if (rows.length < batch) return
    }
  }

  const taskOf = (row: store.DueRow): Task => ({
    accountId: row.account_id,
    connectionId: row.connection_id,
    id: row.id,
    seq: row.seq,
    createdAt: row.created_at,
    object: objectOf(row.head),
    attempts: row.attempts,
    inOrder: false,
    notBeforeMs: 0,
    content: undefined,
    claimed: true,
    takenAgain: false,
    takenMs: performance.now(),
  })

  /** Whether events may be claimed for this process in the database that it does not track. */
  let mayHoldUnknown = false
  const doubtful = (what: string) => (error: unknown) => {
    mayHoldUnknown = true
    logFailure(what)(error)
  }
  async function letGoOfUnknown() {
    const knownIds = [...inHand.values()].filter(({ claimed }) => claimed).map(({ id }) => id)
    await store.freeUnknown(db, { nodeId, knownIds })
    mayHoldUnknown = false
  }

  let looking: Promise<void> | undefined
  let lookAgain = false
  function look(): Promise<void> {
    if (looking) {
      lookAgain = true
      return looking
    }
    looking = lookOnce()
      .catch(doubtful('cannot look for events to deliver'))
      .finally(() => {
        looking = undefined
        if (lookAgain && !closing) {
          lookAgain = false
          void look()
        }
      })
    return looking
  }
  async function lookOnce() {
    await store.beat(db, { nodeId })
    if (mayHoldUnknown) await letGoOfUnknown()
    await claimOld()
    if (!sweeps) return
    await store.freeOfDead(db)
    await takeDue()
  }

  const started = (async () => {
    // Only one process at a time uses an embedded database, so claims of earlier processes are stale.
    if (database.isEmbedded) await store.freeAll(db)
    await look()
  })().catch(logFailure('cannot start delivering events'))
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  // A callback was set, a block or suspension was lifted, or events were replayed: waiting events may now be due.
  for (const topic of ['connection', 'account', 'replay']) bus.on(topic, () => void look())

  // Recorded states were changed: waiting tasks must read their content again.
  bus.on(erasedTopic, (accountId) => {
    for (const task of inHand.values()) if (task.accountId === accountId) task.content = undefined
  })

  return {
    announce(changes, events) {
      const byId = new Map(changes.map((change) => [change.id, change]))
      for (const event of events) {
        if (!event.active) continue
        const change = byId.get(event.change_id)!
        accept({
          accountId: change.accountId,
          connectionId: event.connection_id,
          id: event.id,
          seq: event.seq,
          createdAt: new Date(change.createdAtMs),
          object: objectOf(change.head),
          attempts: 0,
          inOrder: false,
          notBeforeMs: 0,
          content: contentOf(change, event),
          claimed: false,
          takenAgain: false,
          takenMs: performance.now(),
        })
      }
    },
    inHand: () => inHand.size,
    look,
    async close() {
      clearInterval(timer)
      closing = true
      const deadline = performance.now() + closePatienceMs
      for (const lane of lanes.values()) for (const task of lane.empty()) forget(task)
      while (underWay > 0 && performance.now() < deadline) await pause(5)
      closed = true
      sender.close()
      while (underWay > 0) await pause(1)
      await started
      await looking
      await outcomes.close()
      await store.leave(db, { nodeId }).catch(logFailure('cannot leave'))
    },
  }
}

const contentOf = (change: Change, event: RecordedEvent): EventRow => ({
  id: event.id,
  seq: event.seq,
  head: change.head,
  previous_state: change.previousState,
  new_state: change.newState,
  state_change: change.stateChange,
  private_refs: event.private_refs,
})
