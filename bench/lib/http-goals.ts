import { type Comparison, ratiosOf } from './comparison.ts'
import { hubName, prismName, type Setting } from './http-setting.ts'
import { atLeast, type Figure } from './report.ts'
import { median, round, spread } from './statistics.ts'
import type { Measured, OperationName } from './subject.ts'

const where = ({ place, locations }: Setting) =>
  `${place === 'disk' ? 'on the disk' : 'in memory'}, ${locations === 1 ? 'one location' : `${locations} locations`}`

/** Of the minimal statement: writes in memory and where listeners do not share a counter, reads everywhere. */
const ofMinimal: Readonly<Record<OperationName, { goal: number; holds(setting: Setting): boolean }>> = {
  create: { goal: 0.2, holds: ({ place, locations }) => place === 'memory' && locations > 1 },
  get: { goal: 0.25, holds: () => true },
  'list 100': { goal: 1, holds: () => true },
  patch: { goal: 0.2, holds: ({ place, locations }) => place === 'memory' && locations > 1 },
}

/** Of Prism, which stores nothing. */
const ofPrism: Partial<Record<OperationName, number>> = { create: 1, get: 1.5 }
const growthGoal = 2

const hubPerSecond = ({ servers }: Comparison) => (servers.get(hubName) ?? []).map((one) => one.perSecond)

function minimalGoal(comparison: Comparison): Figure[] {
  const { setting, operation } = comparison
  const { goal, holds } = ofMinimal[operation]
  if (!holds(setting)) return []
  return [atLeast(`${operation} / minimal statement, ${where(setting)}`, ratiosOf(comparison), goal)]
}

function prismGoal({ setting, operation, servers }: Comparison): Figure[] {
  const goal = ofPrism[operation]
  const prism = servers.get(prismName)
  if (goal === undefined || !prism) return []
  const ratios = (servers.get(hubName) ?? []).map((one, index) => one.perSecond / prism[index]!.perSecond)
  return [atLeast(`${operation} / Prism, ${where(setting)}`, ratios, goal)]
}

/** Changes of one listener must not wait for the disk one after the other. */
function growthGoals(comparisons: readonly Comparison[]): Figure[] {
  const creates = comparisons.filter(
    ({ operation, setting }) => operation === 'create' && setting.place === 'disk' && setting.locations === 1,
  )
  const one = creates.find(({ clients }) => clients === 1)
  const many = creates.find(({ clients }) => clients > 1)
  if (!one || !many) return []
  const alone = hubPerSecond(one)
  const ratios = hubPerSecond(many).map((value, index) => value / alone[index]!)
  const what = `create, ${many.clients} clients / one client, ${where(many.setting)}`
  return [atLeast(what, ratios, growthGoal)]
}

export function comparisonGoals(comparisons: readonly Comparison[]): Figure[] {
  const many = comparisons.filter(({ clients }) => clients > 1)
  return [...many.flatMap(minimalGoal), ...growthGoals(comparisons), ...many.flatMap(prismGoal)]
}

/** At a steady rate that the machine bears easily, in ms. */
const latencies = { create: { p50Ms: 2, p99Ms: 10 }, get: { p50Ms: 1, p99Ms: 5 } } as const

export const calmOperations = ['create', 'get', 'patch'] as const

export function latencyFigures(
  operation: (typeof calmOperations)[number],
  ratePerSecond: number,
  figures: readonly Measured[],
): Figure[] {
  return (['p50Ms', 'p99Ms'] as const).map((name) => {
    const goal = operation === 'patch' ? undefined : latencies[operation][name]
    const values = figures.map((one) => one[name])
    return {
      what: `${operation}, ${name.replace('Ms', '')} at ${ratePerSecond} a second, ms`,
      measured: spread(values, 2),
      ...(goal === undefined ? {} : { goal: `≤ ${goal}`, isMet: round(median(values), 2) <= goal }),
    }
  })
}
