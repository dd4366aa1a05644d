// The one way to check a property. Seeds are fixed unless a run asks for new ones, a failure is printed before it is
// shrunk, and all of it ends within the time-out of its test.
import { relative } from 'node:path'
import fc from 'fast-check'
import { TestRunner } from 'vitest'

/** Any number does: it only has to stay the same. */
const fixedSeed = 20_870_729
const printedCharacters = 4_000

export interface PropertyOptions {
  /** How many values are tried, unless `PROPERTY_RUNS` says another number; 100 by default. */
  runs?: number
}

type Arbitraries<Ts extends unknown[]> = { [K in keyof Ts]: fc.Arbitrary<Ts[K]> }

/**
 * Tries the predicate with many values, within a test. The seed is fixed, or `PROPERTY_SEED`; with `PROPERTY_PATH` only
 * the value that a failure has named is tried.
 * @throws {Error} with seed, path and the smallest counterexample found in time; the first one is printed at once
 */
export async function checkProperty<Ts extends [unknown, ...unknown[]]>(
  arbitraries: Arbitraries<Ts>,
  predicate: (...values: Ts) => unknown,
  { runs = 100 }: PropertyOptions = {},
): Promise<void> {
  const times = timesWithin(TestRunner.getCurrentTest()?.timeout)
  const wanted = readCount('PROPERTY_RUNS') ?? runs
  const seed = readCount('PROPERTY_SEED') ?? fixedSeed
  const path = process.env.PROPERTY_PATH
  const softEnd = performance.now() + times.searchMs
  let left = 0
  const property = fc.asyncProperty(fc.tuple(...arbitraries) as fc.Arbitrary<Ts>, async (values) => {
    // What does not fit is left out, so that a slow machine tries less; a run that hangs is a failure all the same.
    if (performance.now() > softEnd) left += 1
    else await predicate(...values)
  })
  const limits = { seed, timeout: times.runMs }
  const first = await fc.check(property, {
    ...limits,
    numRuns: wanted,
    endOnFailure: true,
    ...(path === undefined ? {} : { path }),
  })
  if (!first.failed) {
    if (left > 0)
      process.stderr.write(`${titleOf()}: ${wanted - left} of ${wanted} values fitted into its time\n`)
    return
  }
  process.stderr.write(`\nProperty failed: ${describe(first, 'counterexample')}\n  Shrinking…\n`)

  const shrinkable = fc.asyncProperty(fc.tuple(...arbitraries) as fc.Arbitrary<Ts>, async (values) => {
    await predicate(...values)
  })
  const smaller = await fc.check(shrinkable, {
    ...limits,
    ...(first.counterexamplePath === null ? {} : { path: first.counterexamplePath }),
    numRuns: 1,
    interruptAfterTimeLimit: times.shrinkMs,
  })
  // Of a value that hangs nothing smaller is known in time; one that fails now and then may pass this time.
  const told = smaller.failed && smaller.counterexample !== null ? smaller : first
  throw new Error(describe(told, `counterexample after ${told.numShrinks} shrinks`), {
    cause: told.errorInstance,
  })
}

/**
 * The time-out of a test that takes its time: none when `PROPERTY_RUNS` asks for more values than usual.
 * @param standardMs milliseconds
 */
export const propertyTimeout = (standardMs: number): number =>
  process.env.PROPERTY_RUNS === undefined ? standardMs : 0

/** Search, one hanging value and shrinking end before the test does. Milliseconds. */
function timesWithin(testTimeoutMs = 0) {
  if (testTimeoutMs <= 0 || testTimeoutMs === Number.POSITIVE_INFINITY)
    return { searchMs: Number.POSITIVE_INFINITY, runMs: 120_000, shrinkMs: 120_000 }
  return { searchMs: testTimeoutMs / 2, runMs: testTimeoutMs / 4, shrinkMs: testTimeoutMs * 0.15 }
}

function describe<Ts>(
  { seed, counterexamplePath, counterexample, errorInstance }: fc.RunDetails<Ts>,
  what: string,
): string {
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  return [
    titleOf(),
    `  again: PROPERTY_SEED=${seed} PROPERTY_PATH=${counterexamplePath} npx vitest run ${fileOf()}`,
    `  ${what}: ${shorten(fc.stringify(counterexample))}`,
    `  ${shorten(reason)}`,
  ].join('\n')
}

const shorten = (text: string) =>
  text.length <= printedCharacters ? text : `${text.slice(0, printedCharacters)}…`

const titleOf = () => TestRunner.getCurrentTest()?.name ?? 'property'
const fileOf = () => relative(process.cwd(), TestRunner.getCurrentTest()?.file.filepath ?? '')

/** @throws {Error} that names the setting when it is no whole number */
function readCount(name: string): number | undefined {
  const text = process.env[name]
  if (text === undefined || text === '') return undefined
  if (/^-?\d{1,10}$/.test(text)) return Number(text)
  throw new Error(`${name} must be a whole number, got '${text}'`)
}
