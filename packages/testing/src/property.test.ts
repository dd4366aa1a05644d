import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test, vi } from 'vitest'
import { checkProperty } from './property.ts'

const root = join(import.meta.dirname, '../../..')
const number = fc.nat(1_000_000)

function settings(given: Record<string, string>) {
  for (const name of ['PROPERTY_SEED', 'PROPERTY_PATH', 'PROPERTY_RUNS']) vi.stubEnv(name, given[name])
  onTestFinished(() => void vi.unstubAllEnvs())
}

/** What is printed at once. */
function printed() {
  const lines: string[] = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => lines.push(String(text)) > 0)
  onTestFinished(() => spy.mockRestore())
  return lines
}

async function valuesTried(runs = 20): Promise<number[]> {
  const tried: number[] = []
  await checkProperty([number], (value) => tried.push(value), { runs })
  return tried
}

test('the same values are tried each time, others with another PROPERTY_SEED', async () => {
  settings({})
  const first = await valuesTried()
  expect(first).toHaveLength(20)
  expect(await valuesTried()).toEqual(first)
  settings({ PROPERTY_SEED: '1', PROPERTY_RUNS: '30' })
  const other = await valuesTried()
  expect(other).toHaveLength(30)
  expect(other.slice(0, 20)).not.toEqual(first)
})

test('a failure is printed before it is shrunk, and its seed and path give it again', async () => {
  settings({})
  const lines = printed()
  const failing: number[] = []
  const check = () =>
    checkProperty([number], (value) => {
      if (value <= 1000) return
      failing.push(value)
      expect(value).toBeLessThanOrEqual(1000)
    })
  await expect(check()).rejects.toThrow(/again: PROPERTY_SEED=\d+ PROPERTY_PATH=[\d:]+ .*: \[\[1001\]\]/s)
  const [line = ''] = lines
  const [, seed = '', path = ''] = /PROPERTY_SEED=(\d+) PROPERTY_PATH=(\d+) /.exec(line) ?? []
  expect(line).toContain(`counterexample: [[${failing[0]}]]`)

  settings({ PROPERTY_SEED: seed, PROPERTY_PATH: path })
  const [first] = failing.splice(0)
  await expect(check()).rejects.toThrow(/1001/)
  expect(failing[0]).toBe(first)
})

test('a value that hangs is a failure, within the time of its test', { timeout: 4_000 }, async () => {
  settings({})
  printed()
  const hangs = checkProperty([fc.constant(7)], () => new Promise(() => undefined))
  await expect(hangs).rejects.toThrow(/counterexample.*\[\[7\]\].*exceeded limit/s)
})

test('what does not fit into half the time of the test is left out, and said', {
  timeout: 4_000,
}, async () => {
  settings({})
  const lines = printed()
  const pause = () => new Promise((resolve) => setTimeout(resolve, 100))
  await checkProperty([number], pause, { runs: 1_000 })
  expect(lines.join('')).toMatch(/: \d+ of 1000 values fitted into its time/)
})

test('every property is checked this way', () => {
  const files = globSync('{apps,packages,tests,chaos,bench,conformance}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  })
  expect(files.length).toBeGreaterThan(500)
  const isChecker = (file: string) => /\bfc\.(assert|check)\(/.test(readFileSync(join(root, file), 'utf8'))
  const here = 'packages/testing/src/property.ts'
  expect(files.filter((file) => !file.endsWith('property.test.ts') && isChecker(file))).toEqual([here])
})
