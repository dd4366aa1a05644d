import { partOfFrame } from './parts.ts'
import { median } from './statistics.ts'

interface CallFrame {
  functionName: string
  url: string
  lineNumber: number
}

/** As V8 writes it: a tree of calls, and for each sample the node that was running. */
export interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}

const repository = new URL('../..', import.meta.url).href

/** `orders/commands.ts`, `packages/money/src/money.ts`, `postgres/src/connection.js`, `node:_http_outgoing` */
const fileOf = (url: string) =>
  url
    .replace(repository, '')
    .replace('apps/hub/src/', '')
    .replace(/^.*node_modules\//, '')

/** `orders/commands.ts placeOrder`; a bare name for what runs outside a file. */
const frameName = ({ functionName, url }: CallFrame) =>
  url === '' ? functionName : `${fileOf(url)} ${functionName}`

export interface Shares {
  /** Of the time in which the thread was not idle, by part; they add up to 1. */
  parts: Map<string, number>
  /** The same by function, with its line, largest first. */
  functions: [name: string, share: number][]
  /** The functions of what no part claims, largest first. */
  unattributed: [name: string, share: number][]
}

export const notAttributed = 'not attributed'
/** Waiting, and the profiler's own start and end. */
const notCounted = 'not counted'
const notCountedFrames = /^(\(idle\)$|node:inspector )/

/**
 * A sample that comes so much later than the others do was delayed: the thread had stopped, most often because a write
 * woke PostgreSQL on its processor, and is sampled in that write once it runs again.
 */
const lateFactor = 1.2

const sorted = (map: ReadonlyMap<string, number>) => [...map].sort((a, b) => b[1] - a[1])

/**
 * Attributes each sample to the part of the innermost call that belongs to one: what helpers do counts for their caller.
 * Late samples are left out: the time before them was the processor time of others.
 */
export function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): Shares {
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  )
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const known = new Map<number, string>()
  const partOf = (id: number): string => {
    const found = known.get(id)
    if (found !== undefined) return found
    const node = byId.get(id)
    const parent = parents.get(id)
    const name = node ? frameName(node.callFrame) : ''
    const own = notCountedFrames.test(name) ? notCounted : partOfFrame(name)
    const part = own ?? (parent === undefined ? notAttributed : partOf(parent))
    known.set(id, part)
    return part
  }
  const totals = {
    parts: new Map<string, number>(),
    functions: new Map<string, number>(),
    unattributed: new Map<string, number>(),
  }
  const add = (map: Map<string, number>, name: string, micros: number) =>
    map.set(name, (map.get(name) ?? 0) + micros)
  const lateMicros = lateFactor * median(timeDeltas)
  let busyMicros = 0
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id)?.callFrame
    const micros = timeDeltas[index] ?? 0
    const part = partOf(id)
    if (!frame || part === notCounted || micros > lateMicros) continue
    busyMicros += micros
    const name =
      frame.url === ''
        ? frame.functionName
        : `${fileOf(frame.url)}:${frame.lineNumber + 1} ${frame.functionName}`
    add(totals.parts, part, micros)
    add(totals.functions, name, micros)
    if (part === notAttributed) add(totals.unattributed, name, micros)
  }
  const share = ([name, micros]: [string, number]): [string, number] => [name, micros / busyMicros]
  return {
    parts: new Map([...totals.parts].map(share)),
    functions: sorted(totals.functions).map(share),
    unattributed: sorted(totals.unattributed).map(share),
  }
}
