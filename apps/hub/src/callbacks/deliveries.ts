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

/** Contract, callbacks §5: deliveries in flight in all, and to one host. */
export interface DeliveryLimits {
  inAll: number
  perHost: number
}

/** Often enough for what a killed process left to leave within two seconds of its restart (with `deadAfter`, `freshMs`). */
const lookEveryMs = 250
/** An event that is in hand for longer is marked so in the database, before another process may take it. */
const claimAfterMs = 500
/** What is known of an event while it waits: beyond this much the rest stays in the database. */
const maxInHand = 50_000
const maxWaitingPerConnection = 1000
/** With more waiting than this, states are not kept in memory. */
const maxWaitingWhole = 200
/** What waited for longer is read again: it may have been deleted, or a person in it anonymised. */
const freshContentMs = 5000
const batch = 500
/** How soon an event is looked at again that came before an earlier one about its object. */
const orderPatienceMs = 30
const closePatienceMs = 1000

/** Active callbacks (contract, callbacks §4 and §5): sends events, again until they are acknowledged or given up. */
export interface Deliveries {
  /** Committed events: those of active callbacks leave at once. */
  announce(changes: readonly Change[], events: readonly RecordedEvent[]): void
  /** Events that this process has in hand: waiting, under way, or acknowledged a moment ago. */
  inHand(): number
  /** Looks for what is due now, as it does four times a second; resolves when that is in hand. */
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
  /** Called for each event that its receiver acknowledged. */
  onAcknowledged?: (connection: { accountId: string; id: string }) => void
  /** Called for each account whose attempts are written. @param isTelling whether a receiver's health may have changed */
  onAttempted?: (accountId: string, isTelling: boolean) => void
  /** Whether this process also takes what others left: retries, and events of processes that died. */
  sweeps: boolean
}

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { database, bus, clock, log, sender, receivers, limits, sweeps } = parts
  const { db } = database
  const nodeId = randomUUID()
  const lanes = new Map<string, Lane>()
  /** Everything in hand, by event: what waits, is under way, or has an outcome that is not written yet. */
  const inHand = new Map<string, Task>()
  /** Its ids by connection. */
  const idsInHand = new Map<string, Set<string>>()
  /** The number of each connection up to which every event is or was in hand here, or had its first attempt elsewhere. */
  const knownUpTo = new Map<string, number>()
  const pumping = new Set<Lane>()
  const slots = createSlots<Lane>(limits)
  /** Addresses that have never answered, one call at a time each (contract, security S13). */
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
  /** Nothing begins any more; and then, what is under way was cut. */
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

  /** @returns whether the event is in hand now */
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

  /** After the answer to whoever made the change. */
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
    // Acknowledged or dropped meanwhile.
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
    // Cut by ourselves: no attempt is used, and whoever starts next makes it again.
    if (closed && outcome.status === null) return
    outcomes.add(task, outcome, receiver)
    noteOutcome(receiver, outcome)
    if (outcome.acknowledged) parts.onAcknowledged?.({ accountId: task.accountId, id: task.connectionId })
  }

  /** The address was sent too much: all that this connection has for it waits, without an attempt (security S12). */
  function postpone(lane: Lane, task: Task, afterMs: number) {
    lane.pause(performance.now() + afterMs)
    lane.add(task)
    setTimeout(() => pumpSoon(lane), afterMs + 1).unref()
  }

  /** Whether an earlier event about the object has not been tried yet, here or in another process. */
  async function mustWait(task: Task): Promise<boolean> {
    const { accountId, connectionId, seq, object } = task
    const key = keyOf(accountId, connectionId)
    // The lane sees to those that are in hand here.
    const known = [...(idsInHand.get(key) ?? [])]
    const earlier = await store.findEarlier(db, { accountId, connectionId, seq, object, except: known })
    if (earlier?.same_object) return true
    if (!earlier) knownUpTo.set(key, Math.max(seq, knownUpTo.get(key) ?? 0))
    task.inOrder = true
    return false
  }

  /** Leaves events to whoever looks for them next. */
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
        // Acknowledged, dropped, or in another process's hand: what has not begun is not begun.
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

  /** Whether the database may say that this process has events of which it does not know. */
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
    // One hub at a time uses its own database: what a process before this one had in hand is free.
    if (database.isEmbedded) await store.freeAll(db)
    await look()
  })().catch(logFailure('cannot start delivering events'))
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  // A callback was set, a block or a suspension lifted, events are sent again: what waited may leave.
  for (const topic of ['connection', 'account', 'replay']) bus.on(topic, () => void look())

  // What waits with its states at hand reads them again: they are not what they were.
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
