import { currentActor } from '../platform/actor.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { sentenceOf } from './settings.ts'
import {
  type TechnicalEvent,
  type TechnicalEventKind,
  type TechnicalEventPage,
  technicalEventKinds,
} from './wire.ts'

export type { TechnicalEventKind } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'clock'> & Partial<Pick<Platform, 'live'>>

const mostCharacters = 500
const pageLength = 200

/** JET (contract, kezia §5.14): records every change of a setting, whatever its origin. */
export function technicalEvents(platform: Platform): void {
  const { http, settings } = platform
  settings.watch((key, before, after) => {
    const what = sentenceOf(key, before, after)
    if (what !== undefined) recordEvent(platform, 'setting', what)
  })
  http.get('/api/technical-events', ({ query }) => listEvents(platform, query))
}

/** Appends one event, in the caller's transaction. `who` is the actor of the current request. */
export function recordEvent({ database, clock, live }: Tools, kind: TechnicalEventKind, what: string): void {
  database.run(
    'insert into technical_event (at, kind, who, what) values (?, ?, ?, ?)',
    clock.now().toString({ smallestUnit: 'second' }),
    kind,
    currentActor(),
    what.slice(0, mostCharacters),
  )
  database.afterCommit(() => live?.push('technical-events'))
}

function listEvents({ database }: Pick<Platform, 'database'>, query: unknown): TechnicalEventPage {
  const form = new Form(query)
  const kind = form.has('kind') ? form.choice('kind', ['all', ...technicalEventKinds]) : 'all'
  const before = form.text('before', { most: 15 })
  if (before !== '' && !/^\d+$/.test(before)) form.fail('before', 'Un numéro est attendu.')
  form.check()
  const kinds = kind === 'all' ? technicalEventKinds : [kind]
  const where = `where kind in (${kinds.map(() => '?').join(', ')})`
  const { total } = database.get<{ total: number }>(
    `select count(*) as total from technical_event ${where}`,
    ...kinds,
  )!
  const events = database.all<TechnicalEvent & Record<string, unknown>>(
    `select id, at, kind, who, what from technical_event ${where} and id < ? order by id desc limit ?`,
    ...kinds,
    before === '' ? Number.MAX_SAFE_INTEGER : Number(before),
    pageLength,
  )
  return { events, total }
}
