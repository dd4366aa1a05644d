import { Callback, CallbackEvent, CallbackEventSummary, CallbackInput } from '@hub/contract'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { type Api, type ApiCall, Json, pageAnswer, type ReplayQuota } from '../api/index.ts'
import type { Bus } from '../platform/bus.ts'
import { type Commits, onceCommitted } from '../platform/db/index.ts'
import { addProblem, notFound } from '../platform/errors.ts'
import { shown } from '../platform/shown.ts'
import type { CallbackUrlPolicy, ResolveHost } from './addresses.ts'
import { findCallback, type Listener, removeCallback, setCallback } from './commands.ts'
import { journalRoutes } from './journal-routes.ts'
import { eventText, summaryText } from './present.ts'
import { readEvents } from './rules.ts'
import * as store from './store.ts'
import type { Streams } from './streams.ts'
import { callbackUrlProblem } from './url.ts'

/** Contract, extensions X1: how a client discovers the stream. */
const streamLink = '</v1/callback/events/stream>; rel="monitor"'
const noCallback = { url: null, events: {} }

const listenerOf = ({ caller }: ApiCall): Listener => caller
const eventKey = ({ caller, params }: ApiCall): store.EventKey => ({
  accountId: caller.accountId,
  connectionId: caller.id,
  eventId: params.event_id!,
})

export interface CallbackParts {
  streams: Streams
  /** The policy for URLs that the request may register. */
  urlPolicy(request: FastifyRequest): CallbackUrlPolicy
  resolveHost: ResolveHost
  bus: Bus
  replayQuota: ReplayQuota
  commits: Commits
  /** Called when a client has deleted, and so acknowledged, an event. */
  onDeleted: (accountId: string) => void
}

export function callbackRoutes(api: Api, parts: CallbackParts) {
  const { streams, urlPolicy, resolveHost, bus, onDeleted } = parts
  api.operation('callback.get', { answer: Callback }, async ({ db, caller, reply }) => {
    reply.header('link', streamLink)
    return (await findCallback(db, caller.accountId, caller.id)) ?? noCallback
  })

  const problemOfUrl = async (call: ApiCall) => {
    const { url } = call.read<{ url?: string | null }>(urlOnly)
    return typeof url === 'string' ? callbackUrlProblem(url, urlPolicy(call.request), resolveHost) : undefined
  }
  api.operation('callback.set', { answer: Callback, prepare: problemOfUrl }, async (call, problem) => {
    const { url = null } = call.read<{ url?: string | null }>(urlOnly)
    const body = (call.body ?? {}) as Record<string, unknown>
    const events = readEvents(body.events, call.caller.scope, call.problems)
    for (const key of Object.keys(body)) {
      if (key === 'url' || key === 'events') continue
      addProblem(call.problems, shown(key), 'is not a valid key')
    }
    if (problem !== undefined) call.problems.push({ field: 'url', message: problem })
    call.check()
    await setCallback(call.db, listenerOf(call), url, events, call.nowMs)
    onceCommitted(call.db, () => bus.send('connection', call.caller.id))
    return { url, events }
  })

  api.operation('callback.delete', { answer: Callback }, async ({ db, caller }) => {
    await removeCallback(db, caller.accountId, caller.id)
    onceCommitted(db, () => bus.send('connection', caller.id))
    return noCallback
  })

  api.operation('events.list', { answer: Type.Array(CallbackEventSummary) }, async (call) => {
    const { db, caller, reply } = call
    const page = call.page()
    const afterSeq = Number(page.after?.[0] ?? 0)
    reply.header('link', streamLink)
    const rows = await store.listPending(db, {
      accountId: caller.accountId,
      connectionId: caller.id,
      afterSeq,
      limit: page.count + 1,
    })
    const text = (row: store.EventSummaryRow) => summaryText(row, caller.appInstanceId)
    return pageAnswer(reply, page, rows, { text, key: ({ seq }) => [seq] })
  })

  api.operation('events.get', { answer: CallbackEvent }, async (call) => {
    const event = await store.findPending(call.db, eventKey(call))
    if (!event) throw notFound()
    return new Json(eventText(event, call.caller.appInstanceId))
  })

  api.operation('events.delete', { answer: Type.Object({}) }, async (call) => {
    const wasPending = await store.acknowledge(call.db, eventKey(call))
    if (!wasPending) throw notFound()
    onceCommitted(call.db, () => onDeleted(call.caller.accountId))
    return {}
  })

  journalRoutes(api, parts)

  api.operation('events.stream', { hijack: true }, async (call) => {
    await streams.open(call.caller, call.request, call.reply)
    return {}
  })
}

const urlOnly = Type.Object({ url: CallbackInput.properties.url })
