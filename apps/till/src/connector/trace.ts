import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../platform/clock.ts'

/** One line of the log: an exchange with the hub, or an event of the connection (contract, kezia D59). */
export interface TraceLine {
  at: string
  method?: string
  /** Path with ids, without origin; never a token. */
  path?: string
  status?: number | null
  durationMs?: number
  requestId?: string
  /** The message of a failure, or what happened. */
  text?: string
}

export interface Trace {
  record(line: Omit<TraceLine, 'at'>): void
  /** The last lines, newest first. */
  recent(count: number): TraceLine[]
}

const keptInMemory = 500
const fileName = /^(\d{4}-\d{2}-\d{2})\.jsonl$/

/**
 * One file a day in `folder`, deleted after `keepDays()` days. A log must never stop a sale, so a failed
 * write is reported to `onError` and dropped.
 */
export function openTrace(
  folder: string,
  clock: Clock,
  keepDays: () => number,
  onError: (error: unknown) => void,
): Trace {
  const lines: TraceLine[] = lastLines(folder)
  let currentDay = ''

  const write = (line: TraceLine) => {
    const day = line.at.slice(0, 10)
    if (day !== currentDay) {
      currentDay = day
      mkdirSync(folder, { recursive: true })
      deleteOld(folder, clock, keepDays())
    }
    appendFileSync(join(folder, `${day}.jsonl`), `${JSON.stringify(line)}\n`, { mode: 0o600 })
  }

  return {
    record(entry) {
      const line = { at: clock.now().toString({ smallestUnit: 'millisecond' }), ...entry }
      lines.push(line)
      if (lines.length > keptInMemory) lines.shift()
      try {
        write(line)
      } catch (error) {
        onError(error)
      }
    },
    recent: (count) => lines.slice(-count).reverse(),
  }
}

const filesOf = (folder: string) => {
  try {
    return readdirSync(folder).filter((name) => fileName.test(name))
  } catch {
    return [] // the folder is created with the first line
  }
}

function lastLines(folder: string): TraceLine[] {
  const newest = filesOf(folder).toSorted().at(-1)
  if (!newest) return []
  return readFileSync(join(folder, newest), 'utf8')
    .split('\n')
    .slice(-keptInMemory)
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as TraceLine]
      } catch {
        return [] // a line cut by a power failure
      }
    })
}

function deleteOld(folder: string, clock: Clock, days: number): void {
  const oldest = clock
    .now()
    .subtract({ hours: days * 24 })
    .toString()
    .slice(0, 10)
  for (const name of filesOf(folder)) if (name.slice(0, 10) < oldest) rmSync(join(folder, name))
}
