// Contract, operations C5: tests that take long, or that write outside temporary folders.
import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeInstallation } from './testing/installation.ts'
import { socketFolderOf, withoutNamespaces } from './testing/looks.ts'
import { runHub } from './testing/run-hub.ts'
import { isRoot, query, start, temporaryFolder } from './testing/starter.ts'

if (isRoot)
  test('as root without namespaces, below a folder of root, the cluster lies elsewhere (operations C5)', async () => {
    const dataDir = join(temporaryFolder(), 'data')
    const environment = withoutNamespaces()
    const first = await start(dataDir, { environment })
    expect(first.refused).toBeUndefined()
    const folder = dirname(socketFolderOf(first.url))
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true })
      if (readdirSync('/var/lib/order-hub').length === 0) rmdirSync('/var/lib/order-hub')
    })
    expect(folder).toMatch(/^\/var\/lib\/order-hub\/[0-9a-f]{16}$/)
    const note = join(dataDir, 'postgres')
    expect(lstatSync(note).isFile()).toBe(true)
    expect(readFileSync(note, 'utf8')).toBe(
      `The database of this hub lies in ${folder}\nPostgreSQL does not run as root, and no other user reaches the folder of this file.\n`,
    )
    expect(statSync(join(folder, 'postgres')).uid).toBe(64_321)
    await query(first.url, 'create table sale as select 1 as number')
    expect((await start(dataDir, { environment })).refused).toContain(`process ${first.pid}.`)
    await first.stop()

    // The database is also found where namespaces are allowed again; an interrupted copy of the programs is repeated.
    const [copy = ''] = readdirSync(folder).filter((name) => name.startsWith('postgresql-'))
    cpSync(join(folder, copy, 'native', 'bin'), join(folder, `${copy}.new`, 'native', 'bin'), {
      recursive: true,
    })
    rmSync(join(folder, copy), { recursive: true })
    const second = await start(dataDir)
    expect(await query(second.url, 'select * from sale')).toEqual([{ number: 1 }])
    expect(existsSync(join(folder, `${copy}.new`))).toBe(false)
    await second.stop()
  })

/** Runs in its own mount namespace, so that nothing is left mounted. */
const mounted = (folder: string, options: string, then = '') => [
  'unshare',
  isRoot ? '-m' : '-Urm',
  '/bin/sh',
  '-c',
  `mount -t tmpfs -o ${options} tmpfs ${folder} && ${then || 'true'} && exec "$@"`,
  'mounted',
]

test('a full disk is refused in a sentence, with the exit code 78 (operations C5)', async () => {
  const dataDir = temporaryFolder()
  expect(await runHub(dataDir, mounted(dataDir, 'size=20m,mode=700'))).toEqual({
    code: 78,
    stderr:
      'The disk of DATA_DIR is full: PostgreSQL cannot start. Free some space, then start the hub again.\n',
  })
})

test('a read-only DATA_DIR is refused in a sentence, with the exit code 78 (operations C5)', async () => {
  const dataDir = temporaryFolder()
  const readOnly = mounted(dataDir, 'size=1m,mode=700', `mount -o remount,bind,ro ${dataDir}`)
  expect(await runHub(dataDir, readOnly)).toEqual({
    code: 78,
    stderr: `DATA_DIR ${dataDir} is on a read-only file system (${join(dataDir, 'run')}). Correct that, or choose another DATA_DIR.\n`,
  })
  expect(await runHub(join(dataDir, 'new'), readOnly)).toEqual({
    code: 78,
    stderr: `DATA_DIR ${join(dataDir, 'new')} is on a read-only file system. Correct that, or choose another DATA_DIR.\n`,
  })
})

test('a package with a program that the system cannot load is refused in words (operations C5)', async () => {
  const { program, libraries } = makeInstallation()
  const programs = join(dirname(libraries), 'bin')
  rmSync(join(programs, 'initdb'))
  const { refused } = await start(temporaryFolder(), { program })
  expect(refused).toMatch(
    /^The embedded PostgreSQL does not run on this system: it needs the GNU C library \(.*initdb.*\)\. Set DATABASE_URL to a PostgreSQL server \(15 or newer\)\.$/,
  )
})
