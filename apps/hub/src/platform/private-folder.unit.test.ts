import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { makePrivate } from './private-folder.ts'

let around: string
beforeEach(async () => {
  around = await mkdtemp(join(tmpdir(), 'private-'))
})
afterEach(() => rm(around, { recursive: true }))

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
const onProblem = (sentence: string) => {
  throw new Error(sentence)
}

test('folders are 700 and files 600, whatever they were (security S7)', async () => {
  const data = join(around, 'data')
  await mkdir(join(data, 'mail'), { recursive: true })
  const files = [join(data, 'hub-secret'), join(data, 'mail', 'a.json'), join(data, 'run.sh')]
  for (const file of files) await writeFile(file, 'x')
  await chmod(data, 0o777)
  await chmod(join(data, 'mail'), 0o755)
  for (const [index, file] of files.entries()) await chmod(file, [0o644, 0o666, 0o755][index]!)
  makePrivate(data, onProblem)
  expect([await modeOf(data), await modeOf(join(data, 'mail'))]).toEqual(['700', '700'])
  for (const file of files) expect(await modeOf(file)).toBe('600')
})

test('a missing folder is made, and what a link leads to is left alone (security S7)', async () => {
  const elsewhere = join(around, 'elsewhere')
  await writeFile(elsewhere, 'x')
  await chmod(elsewhere, 0o644)
  const data = join(around, 'deep', 'data')
  makePrivate(data, onProblem)
  expect(await modeOf(data)).toBe('700')
  await symlink(elsewhere, join(data, 'link'))
  makePrivate(data, onProblem)
  expect(await modeOf(elsewhere)).toBe('644')
})

test.skipIf(process.getuid?.() !== 0)(
  'a closed folder of another user is not called open (security S7)',
  async () => {
    // Below a folder that the other user can enter, which a test run's own is not.
    const open = await mkdtemp('/tmp/private-')
    onTestFinished(() => rm(open, { recursive: true }))
    const data = join(open, 'data')
    await mkdir(data, { mode: 0o700 })
    await chmod(open, 0o755)
    const said: string[] = []
    process.seteuid!(65_534)
    try {
      makePrivate(data, (sentence) => said.push(sentence))
    } finally {
      process.seteuid!(0)
    }
    expect(said).toEqual([])
    await chmod(data, 0o755)
    process.seteuid!(65_534)
    try {
      makePrivate(data, (sentence) => said.push(sentence))
    } finally {
      process.seteuid!(0)
    }
    expect(said).toEqual([expect.stringMatching(/^1 files of DATA_DIR may be read by other users/)])
  },
)

test('a folder that is given as a link is corrected where it lies (security S7)', async () => {
  const disk = join(around, 'disk')
  await mkdir(disk)
  await chmod(disk, 0o755)
  await writeFile(join(disk, 'hub-secret'), 'x')
  await chmod(join(disk, 'hub-secret'), 0o644)
  await symlink(disk, join(around, 'data'))
  makePrivate(join(around, 'data'), onProblem)
  expect([await modeOf(disk), await modeOf(join(disk, 'hub-secret'))]).toEqual(['700', '600'])
})
