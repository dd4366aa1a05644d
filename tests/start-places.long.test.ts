// Contract, operations C5: `npm start` in a clone, in any folder and as any user, with its real processes.
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type NpmStartOptions, prepareNpmStart, until } from './npm-start.ts'
import { cloneRepository, giveClone, processesOf } from './npm-start-clone.ts'

const isRoot = process.getuid?.() === 0
const timeout = 300_000

let parent: string
/** Of the clone. */
let folder: string
beforeAll(() => {
  ;({ parent, folder } = cloneRepository())
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

function temporaryFolder(): string {
  const made = mkdtempSync('/tmp/npm-start-')
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

/** `DATA_DIR` is `./data` where none is set. */
function defaultDataDir(): string {
  const dataDir = join(folder, 'data')
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return dataDir
}

const statusOf = async (url: string) => (await fetch(url)).status

/** What PostgreSQL writes of itself while it runs. */
function readPostmaster(cluster: string) {
  const [pid, , , , sockets = ''] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(pid), sockets, uid: statSync(`/proc/${pid}`).uid }
}

/**
 * Starts twice. Each time hub and till answer, with the same demo merchant, and Ctrl+C ends all that was started.
 * @param findCluster called once the hub is ready
 */
async function expectStarts(
  settings: NodeJS.ProcessEnv,
  findCluster: () => string,
  options: NpmStartOptions = {},
) {
  const { run } = await prepareNpmStart({ DATA_DIR: undefined, ...settings }, { folder, ...options })
  const start = async () => {
    const shop = run()
    await shop.ready()
    const cluster = findCluster()
    const postmaster = readPostmaster(cluster)
    expect(await Promise.all([`${shop.hub}/healthz`, `${shop.hub}/readyz`, shop.till].map(statusOf))).toEqual(
      [200, 200, 200],
    )
    expect(shop.allPids()).toContain(postmaster.pid)
    const [, location] = /\(location (\S+)\)/.exec(shop.output()) ?? []
    expect(location).toBeDefined()
    shop.pressControlC()
    await shop.ended
    await until(() => expect(processesOf([folder, cluster])).toEqual([]))
    expect(readdirSync(cluster)).not.toContain('postmaster.pid')
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(parent)
    return { location, cluster, postmaster }
  }
  const first = await start()
  expect((await start()).location).toBe(first.location)
  return first
}

if (isRoot) {
  test('as root below a folder of mode 700 npm start answers (operations C5)', { timeout }, async () => {
    const dataDir = defaultDataDir()
    expect(statSync(parent).mode & 0o777).toBe(0o700)
    const { postmaster } = await expectStarts({}, () => join(dataDir, 'postgres'))
    expect(postmaster).toMatchObject({ sockets: join(dataDir, 'run'), uid: 0 })
  })

  test('the same without user namespaces: its cluster lies in /var/lib (operations C5)', {
    timeout,
  }, async () => {
    const note = join(defaultDataDir(), 'postgres')
    const programs = temporaryFolder()
    writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const findElsewhere = () => {
      const [, elsewhere = ''] = /lies in (.+)\n/.exec(readFileSync(note, 'utf8')) ?? []
      return elsewhere
    }
    onTestFinished(() => {
      if (!existsSync(note)) return
      rmSync(findElsewhere(), { recursive: true, force: true })
      if (readdirSync('/var/lib/order-hub').length === 0) rmdirSync('/var/lib/order-hub')
    })
    const { postmaster, cluster } = await expectStarts({ PATH: `${programs}:${process.env.PATH}` }, () =>
      join(findElsewhere(), 'postgres'),
    )
    expect(dirname(cluster)).toMatch(/^\/var\/lib\/order-hub\/[0-9a-f]{16}$/)
    expect(postmaster).toMatchObject({ sockets: join(dirname(cluster), 'run'), uid: 64_321 })
  })

  test('as another user npm start answers in a clone of that user (operations C5)', { timeout }, async () => {
    const nobody = 65_534
    const dataDir = defaultDataDir()
    const home = temporaryFolder()
    chownSync(home, nobody, nobody)
    chmodSync(parent, 0o755)
    giveClone(folder, nobody)
    onTestFinished(() => {
      chmodSync(parent, 0o700)
      giveClone(folder, 0)
    })
    const { postmaster, cluster } = await expectStarts({ HOME: home }, () => join(dataDir, 'postgres'), {
      uid: nobody,
    })
    expect(postmaster).toMatchObject({ sockets: join(dataDir, 'run'), uid: nobody })
    expect(statSync(cluster).uid).toBe(nobody)
  })
}

test('with a DATA_DIR of 200 characters npm start answers (operations C5)', { timeout }, async () => {
  const dataDir = join(temporaryFolder(), 'd'.repeat(200)).slice(0, 200)
  mkdirSync(dataDir)
  const { postmaster } = await expectStarts({ DATA_DIR: dataDir }, () => join(dataDir, 'postgres'))
  onTestFinished(() => rmSync(postmaster.sockets, { recursive: true, force: true }))
  expect(postmaster.sockets).toMatch(/^\/tmp\/order-hub-\d+-[0-9a-f]{8}$/)
  expect(statSync(postmaster.sockets).mode & 0o777).toBe(0o700)
})
