// Contract, operations C5: the hub's own PostgreSQL, with real processes. A mock would not show the traces of a kill.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { startHubProcess, until } from '@hub/testing'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase, whyUnavailable } from '../index.ts'
import { startEmbedded } from './index.ts'
import { makeInstallation } from './testing/installation.ts'
import { answers, modeOf, socketFolderOf, withoutNamespaces } from './testing/looks.ts'
import { runHub } from './testing/run-hub.ts'
import {
  isRoot,
  kill,
  launch,
  postgresOf,
  query,
  shellsOf,
  start,
  temporaryFolder,
} from './testing/starter.ts'

/** The limits hold for the project's reference machine; this one may have half its power. */
const onHalfTheMachine = (ms: number) => ms * 2

const pidOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

/** Created once and stopped properly; most tests start on a copy of it. */
let made = ''
beforeAll(async () => {
  made = join('/tmp', `hub-embedded-made-${process.pid}`)
  const { stop } = await startEmbedded({ dataDir: made })
  await stop()
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** A `DATA_DIR` with a cluster that was used before. */
function usedFolder(): string {
  const dataDir = temporaryFolder()
  cpSync(join(made, 'postgres'), join(dataDir, 'postgres'), { recursive: true })
  return dataDir
}

test('the first start makes the cluster, the second keeps its data (operations C5)', async () => {
  const dataDir = join(temporaryFolder(), 'new, "data" é')
  const first = await start(dataDir)
  expect(
    await query(
      first.url,
      `select current_setting('data_checksums') as checksums, datlocprovider::text as provider, datlocale as locale,
        pg_encoding_to_char(encoding) as encoding, current_setting('server_version_num')::int / 10000 as major,
        current_setting('fsync') as fsync, current_setting('recovery_init_sync_method') as "syncs"
      from pg_database where datname = 'postgres'`,
    ),
  ).toEqual([
    {
      checksums: 'on',
      provider: 'b',
      locale: 'C.UTF-8',
      encoding: 'UTF8',
      major: 18,
      fsync: 'on',
      syncs: process.platform === 'linux' ? 'syncfs' : 'fsync',
    },
  ])
  await query(first.url, `create table sale as select upper('é') as word`)
  expect(await first.stop()).toEqual([0, null, { stopped: true }])
  expect(postgresOf(dataDir)).toEqual([])
  expect(existsSync(join(dataDir, 'run', 'hub.sock'))).toBe(false)

  const second = await start(dataDir)
  expect(await query(second.url, 'select * from sale')).toEqual([{ word: 'É' }])
})

test('settings of an operator for another PostgreSQL do not lead to it (operations C5)', async () => {
  const { url } = await start(usedFolder())
  onTestFinished(() => void vi.unstubAllEnvs())
  for (const [name, value] of Object.entries({ PGPORT: '1', PGHOST: 'elsewhere', PGSSLMODE: 'require' }))
    vi.stubEnv(name, value)
  expect(await query(url, 'select current_user as who')).toEqual([{ who: 'hub' }])
})

test('a relative DATA_DIR is one of the work folder of the hub (operations C5)', async () => {
  const cwd = temporaryFolder()
  cpSync(made, join(cwd, 'data'), { recursive: true })
  const { url } = await start('data', { cwd })
  expect(socketFolderOf(url)).toBe(join(cwd, 'data', 'run'))
  expect(await answers(url)).toBe(true)
  expect(readdirSync(cwd)).toEqual(['data'])
})

test('a hub killed while it makes the cluster begins again at the next start (operations C5)', async () => {
  const dataDir = temporaryFolder()
  const unfinished = join(dataDir, 'postgres.new')
  const first = launch(dataDir)
  await until(() => existsSync(join(unfinished, 'PG_VERSION')))
  expect(shellsOf(dataDir)).toHaveLength(2)
  await first.kill()
  await until(() => shellsOf(dataDir).length === 0)
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false)
  writeFileSync(join(unfinished, 'left'), '')

  const { url } = await start(dataDir)
  expect(await answers(url)).toBe(true)
  expect(existsSync(join(dataDir, 'postgres', 'left'))).toBe(false)
  expect(existsSync(unfinished)).toBe(false)
})

test('the hub is killed: no postgres of it is left within 5 s (operations C5)', async () => {
  const dataDir = usedFolder()
  const hub = await start(dataDir)
  const statement = query(hub.url, 'select count(*) from generate_series(1, 10000000000)')
  const failed = expect(statement).rejects.toThrow()
  await until(
    async () =>
      (await query(hub.url, "select 1 from pg_stat_activity where query like '%generate_series%'")).length >
      1,
  )
  await hub.kill()
  await until(
    () => postgresOf(dataDir).length === 0 && shellsOf(dataDir).length === 0,
    onHalfTheMachine(5000),
  )
  await failed
})

test('postgres is killed: it comes back within 2 s with what was committed (operations C5)', async () => {
  const dataDir = usedFolder()
  const { url } = await start(dataDir)
  await query(url, 'create table sale (number int)')
  // Not only the first time: a restart must not wait because of an earlier kill.
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) {
    // A statement that goes on running keeps the shared memory of the former server.
    const long = query(url, 'select count(*) from generate_series(1, 10000000000)').catch(() => undefined)
    await query(url, `insert into sale values (${number})`)
    const killed = pidOf(dataDir)
    kill(killed)
    await until(() => !postgresOf(dataDir).includes(killed))
    await until(() => answers(url), onHalfTheMachine(2000))
    expect(postgresOf(dataDir)).not.toContain(killed)
    expect(await query(url, 'select count(*)::int from sale')).toEqual([{ count: number }])
    await long
  }
})

test('a change that was in memory when postgres was killed is not confirmed (operations C5)', async () => {
  const dataDir = usedFolder()
  const { url } = await start(dataDir)
  await query(url, 'create table sale (number int)')
  const database = await openDatabase({ url })
  onTestFinished(() => database.close())
  // Otherwise it writes the change to the disk within milliseconds.
  const [writer] = await query(url, `select pid from pg_stat_activity where backend_type = 'walwriter'`)
  kill(Number(writer!.pid), 'SIGSTOP')

  const { promise: another, resolve: end } = Promise.withResolvers<void>()
  const { commits, db } = database
  const alone = commits.run(db, () => another)
  const change = commits.run(db, async ({ sql, waits }) => {
    expect(waits).toBe(false)
    await sql`with way as materialized (select set_config('synchronous_commit', 'off', true))
      insert into sale select 1 from way`
    killAndWaitForNext(dataDir)
  })
  await expect(change).rejects.toSatisfy((error) => whyUnavailable(error) === 'away')
  end()
  await alone
  expect(await query(url, 'select * from sale')).toEqual([])
})

/** Blocks the event loop, so that no connection notices the crash. */
function killAndWaitForNext(dataDir: string): void {
  const killed = pidOf(dataDir)
  kill(killed)
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  const isBack = () =>
    existsSync(file) && pidOf(dataDir) !== killed && /^ready/m.test(readFileSync(file, 'utf8'))
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; !isBack() && tries < 3000; tries++) Atomics.wait(clock, 0, 0, 20)
}

test('the supervisor is killed: the hub replaces the postgres without one (operations C5)', async () => {
  const dataDir = usedFolder()
  const hub = await start(dataDir)
  const before = pidOf(dataDir)
  for (const shell of shellsOf(dataDir)) kill(shell)
  await until(() => postgresOf(dataDir).some((pid) => pid !== before), onHalfTheMachine(5000))
  await until(() => answers(hub.url))
  expect(postgresOf(dataDir)).toHaveLength(1)
  await hub.kill()
  await until(() => postgresOf(dataDir).length === 0, onHalfTheMachine(5000))
})

test('only the shell that waits for the hub is killed: a stop still ends postgres (operations C5)', async () => {
  const dataDir = usedFolder()
  const hub = await start(dataDir)
  kill(Math.max(...shellsOf(dataDir)))
  expect(await hub.stop()).toEqual([0, null, { stopped: true }])
  expect(postgresOf(dataDir)).toEqual([])
})

test('hub and supervisor are killed: the next start stops what is left (operations C5)', async () => {
  const dataDir = usedFolder()
  const first = await start(dataDir)
  await query(first.url, 'create table sale (number int)')
  const left = pidOf(dataDir)
  // Kill the shells first, while the hub is stopped and cannot notice.
  kill(first.pid, 'SIGSTOP')
  for (const shell of shellsOf(dataDir)) kill(shell)
  await first.kill()
  expect(postgresOf(dataDir)).toEqual([left])

  // Under another name of the same folder.
  const link = join(temporaryFolder(), 'link')
  symlinkSync(dataDir, link)
  const second = await start(link)
  expect(postgresOf(dataDir)).toEqual([pidOf(dataDir)])
  expect(pidOf(dataDir)).not.toBe(left)
  expect(await query(second.url, 'select * from sale')).toEqual([])
})

test('the number in postmaster.pid belongs to another program by now: it is left alone (operations C5)', async () => {
  const dataDir = usedFolder()
  const first = await start(dataDir)
  const files = [join(dataDir, 'postgres', 'postmaster.pid'), join(dataDir, 'run', '.s.PGSQL.5432.lock')]
  const written = files.map((file) => readFileSync(file, 'utf8'))
  await first.stop()
  // In the folder itself, and with PostgreSQL's name in what it was told to do.
  const other = spawn('tail', ['-f', 'postgresql.conf'], { cwd: join(dataDir, 'postgres'), stdio: 'ignore' })
  onTestFinished(() => void other.kill())
  for (const [index, file] of files.entries())
    writeFileSync(file, written[index]!.replace(/^\d+/, String(other.pid)))
  const { url } = await start(dataDir)
  expect(await answers(url)).toBe(true)
  expect([other.exitCode, other.signalCode]).toEqual([null, null])
})

test('a lock that a full disk or a kill left empty does not keep it from starting (operations C5)', async () => {
  const dataDir = usedFolder()
  mkdirSync(join(dataDir, 'run'), { mode: 0o700 })
  for (const file of [join('postgres', 'postmaster.pid'), join('run', '.s.PGSQL.5432.lock')])
    writeFileSync(join(dataDir, file), '')
  const { url, refused } = await start(dataDir)
  expect(refused).toBeUndefined()
  expect(await answers(url)).toBe(true)
})

test('a second hub on the folder is refused with the process of the first (operations C2, C5)', async () => {
  const dataDir = usedFolder()
  const first = await start(dataDir)
  const postgres = pidOf(dataDir)
  const second = await start(dataDir)
  expect(second.refused).toBe(
    `DATA_DIR is used by another hub, process ${first.pid}. Stop it, or choose another DATA_DIR.`,
  )
  expect(pidOf(dataDir)).toBe(postgres)
  expect(first.refused).toBeUndefined()
  expect(await answers(first.url)).toBe(true)
  // A hub that hangs still holds the folder.
  kill(first.pid, 'SIGSTOP')
  expect((await start(dataDir)).refused).toBe(
    'DATA_DIR is used by another hub. Stop it, or choose another DATA_DIR.',
  )
  expect(postgresOf(dataDir)).toEqual([postgres])
  // A killed hub leaves its socket behind.
  await first.kill()
  expect(existsSync(join(dataDir, 'run', 'hub.sock'))).toBe(true)
  expect(await answers((await start(dataDir)).url)).toBe(true)
})

test('of four hubs that start at once on a folder exactly one succeeds (operations C5)', async () => {
  const dataDir = usedFolder()
  // With the socket of a hub that was killed.
  await (await start(dataDir)).kill()
  const hubs = await Promise.all([1, 2, 3, 4].map(() => start(dataDir)))
  const running = hubs.filter(({ url }) => url !== '')
  expect(running).toHaveLength(1)
  expect(hubs.flatMap(({ refused }) => refused ?? [])).toEqual(
    Array(3).fill(expect.stringContaining(`process ${running[0]?.pid}.`)),
  )
  expect(postgresOf(dataDir)).toHaveLength(1)
})

test('it listens on no port, and its socket is for its user alone (operations C5)', async () => {
  const dataDir = usedFolder()
  mkdirSync(join(dataDir, 'run'), { mode: 0o755 })
  const { url, lines, pid } = await start(dataDir)
  expect(modeOf(join(dataDir, 'run'))).toBe(0o700)
  expect(modeOf(join(dataDir, 'run', '.s.PGSQL.5432'))).toBe(0o700)
  expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(lines.filter((line) => line.includes('listening on'))).toEqual([
    `LOG:  listening on Unix socket "${join(dataDir, 'run', '.s.PGSQL.5432')}"`,
  ])
  const missing = new URL(url)
  missing.pathname = '/nothing'
  await expect(query(missing.href, 'select 1')).rejects.toThrow('database "nothing" does not exist')
  await until(() => lines.includes('FATAL:  database "nothing" does not exist'))
  if (process.platform !== 'linux') return
  // PostgreSQL must not inherit the hub's files: its socket for other hubs, or its end of the supervisor's pipe.
  const openIn = (pid: number) =>
    readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`))
  const ofHub = new Set(openIn(pid).filter((target) => /^socket|hub\.lock/.test(target)))
  expect(ofHub.size).toBeGreaterThan(3)
  expect(openIn(pidOf(dataDir)).filter((target) => ofHub.has(target))).toEqual([])
})

/** A path of 200 characters. */
function longFolder(): string {
  const dataDir = join(temporaryFolder(), 'd'.repeat(200)).slice(0, 200)
  cpSync(made, dataDir, { recursive: true })
  return dataDir
}

test('a DATA_DIR of 200 characters has its sockets in a short folder of mode 700 (operations C5)', async () => {
  const dataDir = longFolder()
  const runtime = temporaryFolder()
  const hub = await start(dataDir, { environment: { XDG_RUNTIME_DIR: runtime, TMPDIR: dataDir } })
  const short = socketFolderOf(hub.url)
  expect(short).toMatch(new RegExp(`^${runtime}/order-hub-${process.getuid?.()}-[0-9a-f]{8}$`))
  expect(modeOf(short)).toBe(0o700)
  expect(await answers(hub.url)).toBe(true)
  // Without that variable the sockets would be elsewhere, but it is still the same folder.
  expect((await start(dataDir)).refused).toContain('DATA_DIR is used by another hub')
  rmSync(join('/tmp', short.slice(runtime.length)), { recursive: true, force: true })
})

test('a short folder that is open or of another user is refused (operations C5)', async () => {
  const dataDir = longFolder()
  const runtime = temporaryFolder()
  const environment = { XDG_RUNTIME_DIR: runtime }
  const hub = await start(dataDir, { environment })
  const short = socketFolderOf(hub.url)
  await hub.stop()
  const refused = `${short} belongs to another user or is open to others. Remove it, or choose a DATA_DIR with a shorter path.`
  chmodSync(short, 0o755)
  expect((await start(dataDir, { environment })).refused).toBe(refused)
  chmodSync(short, 0o700)
  if (isRoot) {
    chownSync(short, 12345, 12345)
    expect((await start(dataDir, { environment })).refused).toBe(refused)
  }
  const elsewhere = temporaryFolder()
  rmSync(short, { recursive: true })
  symlinkSync(elsewhere, short)
  expect((await start(dataDir, { environment })).refused).toBe(refused)
})

test('what it says is in the log of the hub, a FATAL as an error (operations C5, W5)', async () => {
  const hub = await startHubProcess({ LOG_LEVEL: 'info' })
  onTestFinished(() => hub.close())
  const log = () =>
    hub
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line))
      .filter(({ component }) => component === 'postgres')
  await expect
    .poll(log)
    .toContainEqual(
      expect.objectContaining({ level: 30, msg: 'database system is ready to accept connections' }),
    )
  const url = `postgresql://hub@localhost/nothing?host=${encodeURIComponent(join(hub.dataDir, 'run'))}`
  expect(await answers(url)).toBe(false)
  await until(() => log().some(({ msg }) => msg === 'database "nothing" does not exist'))
  expect(log()).toContainEqual(
    expect.objectContaining({ level: 50, msg: 'database "nothing" does not exist' }),
  )
  expect((await runHub(hub.dataDir)).stderr).toMatch(
    /^DATA_DIR is used by another hub, process \d+\. Stop it, or choose another DATA_DIR\.\n$/,
  )
})

test('without its PostgreSQL the hub answers 503 and goes on by itself (general §8, operations C5)', async () => {
  const hub = await startHubProcess()
  onTestFinished(() => hub.close())
  const cluster = join(hub.dataDir, 'postgres')
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${hub.origin}${path}`, {
      headers,
      ...(path.startsWith('/oauth2') && { method: 'POST' }),
    })
    return [answer.status, answer.headers.get('retry-after'), await answer.json()]
  }
  // A different token each time, because lookups of a token are cached.
  const askApi = (end: string) => ask('/v1/location', { 'x-access-token': end.repeat(32) })
  expect((await askApi('a'))[0]).toBe(401)
  // PostgreSQL cannot restart while its folder is renamed.
  renameSync(cluster, `${cluster}.away`)
  kill(Number(readFileSync(join(`${cluster}.away`, 'postmaster.pid'), 'utf8').split('\n')[0]))
  const message = 'The server cannot reach its database: try again in a moment'
  const isReady = async () => (await fetch(`${hub.origin}/readyz`)).ok
  await until(async () => !(await isReady()))
  expect(await askApi('b')).toEqual([503, '1', { message, error_type: 'internal_error' }])
  expect(await ask('/oauth2/v1/token')).toEqual([
    503,
    '1',
    { error: 'temporarily_unavailable', error_description: message, error_type: 'internal_error', message },
  ])
  renameSync(`${cluster}.away`, cluster)
  await until(isReady)
  expect((await askApi('c'))[0]).toBe(401)
})

test('a cluster of another PostgreSQL is refused in words (operations C5)', async () => {
  const dataDir = usedFolder()
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '19\n')
  expect((await start(dataDir)).refused).toBe(
    `${realpathSync(join(dataDir, 'postgres'))} is a database of PostgreSQL 19, and this program brings PostgreSQL 18. Start the version of the program that made it.`,
  )
})

test('the database of the version before is refused, and left as it is (operations C5)', async () => {
  const dataDir = temporaryFolder()
  mkdirSync(join(dataDir, 'hub'))
  writeFileSync(join(dataDir, 'hub', 'PG_VERSION'), '18\n')
  expect(await runHub(dataDir)).toEqual({
    code: 78,
    stderr: `${join(dataDir, 'hub')} is the database of an earlier version, which this one cannot read. Nothing was changed. Rename that folder to begin with an empty database, or go on with the version that made it.\n`,
  })
  expect(readdirSync(dataDir, { recursive: true })).toEqual(['hub', join('hub', 'PG_VERSION')])
})

test('a machine without binaries is told to use DATABASE_URL (operations C5)', async () => {
  const { program } = makeInstallation({ binaries: false })
  expect((await start(temporaryFolder(), { program })).refused).toBe(
    `There is no embedded PostgreSQL for this machine (${process.platform}-${process.arch}), or npm did not install it. Set DATABASE_URL to a PostgreSQL server (15 or newer).`,
  )
})

test('links that an install script would lay are laid by the hub (operations P3)', async () => {
  const { program, libraries, links } = makeInstallation()
  expect(readdirSync(libraries)).not.toContain(links()[0])
  const { url } = await start(usedFolder(), { program })
  expect(await answers(url)).toBe(true)
  for (const link of links()) expect(readlinkSync(join(libraries, link))).not.toContain('/')
})

/** A user other than the current one, where that is possible. */
const nobody = 65_534
const otherUser = isRoot ? { uid: nobody } : {}

test('where the package is read-only, the links lie in DATA_DIR/run/lib (operations P3)', async () => {
  const { program, libraries, links } = makeInstallation()
  chmodSync(libraries, 0o555)
  onTestFinished(() => chmodSync(libraries, 0o755))
  const dataDir = temporaryFolder()
  if (isRoot) chownSync(dataDir, nobody, nobody)
  // A link of an earlier installation is replaced.
  const first = await start(dataDir, { program, ...otherUser })
  expect(first.refused).toBeUndefined()
  expect(await answers(first.url)).toBe(true)
  await first.stop()
  const link = join(dataDir, 'run', 'lib', links()[0]!)
  rmSync(link)
  symlinkSync('/nowhere', link)
  const { url } = await start(dataDir, { program, ...otherUser })
  expect(await query(url, `select 'a' < 'É' collate "und-x-icu" as ordered`)).toEqual([{ ordered: true }])
  for (const name of links()) expect(readlinkSync(join(dataDir, 'run', 'lib', name))).toContain(libraries)
  expect(readdirSync(libraries)).not.toContain(links()[0])
})

test('a DATA_DIR that may not be written is refused in words (operations C5)', async () => {
  const { program } = makeInstallation()
  const dataDir = temporaryFolder()
  chmodSync(dataDir, 0o555)
  // Links are created before sockets, if this user cannot create them in the package.
  const first = join(dataDir, 'run', isRoot ? 'lib' : '')
  expect((await start(dataDir, { program, ...otherUser })).refused).toBe(
    `DATA_DIR ${dataDir} may not be written by the user of this program (${first}). Correct that, or choose another DATA_DIR.`,
  )
})

const usersOf = (dataDir: string) =>
  new Set(['', 'postgres', 'postgres/PG_VERSION', 'run'].map((name) => statSync(join(dataDir, name)).uid))

if (isRoot) {
  test('as root in a folder of mode 700 it works, and the files stay root’s (operations C5)', async () => {
    const parent = temporaryFolder()
    const dataDir = join(parent, 'data')
    const { url } = await start(dataDir)
    expect([modeOf(parent), modeOf(dataDir)]).toEqual([0o700, 0o700])
    expect(await answers(url)).toBe(true)
    expect(usersOf(dataDir)).toEqual(new Set([0]))
  })

  test('as root without namespaces it runs as a user that reaches the folder (operations C5)', async () => {
    const { program } = makeInstallation()
    const dataDir = temporaryFolder()
    chmodSync(dataDir, 0o755)
    const environment = withoutNamespaces()
    const first = await start(dataDir, { program, environment })
    expect(first.refused).toBeUndefined()
    expect(await answers(first.url)).toBe(true)
    const { uid } = statSync(join(dataDir, 'postgres'))
    expect(uid).toBe(64_321)
    expect(statSync(`/proc/${pidOf(dataDir)}`).uid).toBe(uid)
    await first.stop()
    // Still so once namespaces are allowed again.
    const second = await start(dataDir, { program })
    expect(await answers(second.url)).toBe(true)
    expect(statSync(`/proc/${pidOf(dataDir)}`).uid).toBe(uid)
  })

  test('as root in a container the next start stops what is left (operations C5)', async () => {
    const dataDir = usedFolder()
    chmodSync(dataDir, 0o755)
    const options = {
      program: makeInstallation().program,
      environment: withoutNamespaces(),
      // As in a container: root cannot read working directories of other users' processes.
      prefix: ['setpriv', '--bounding-set', '-sys_ptrace'],
    }
    const first = await start(dataDir, options)
    const left = pidOf(dataDir)
    kill(first.pid, 'SIGSTOP')
    for (const shell of shellsOf(dataDir)) kill(shell)
    await first.kill()
    expect(postgresOf(dataDir)).toEqual([left])

    const second = await start(dataDir, options)
    expect(second.refused).toBeUndefined()
    expect(await answers(second.url)).toBe(true)
    expect(postgresOf(dataDir)).not.toContain(left)
  })

  test.each([
    ['another user', nobody],
    // As in containers: initdb alone would refuse it.
    ['a user without a name', 64_322],
  ])('as %s it works in a folder of that user (operations C5)', async (_, uid) => {
    const { program } = makeInstallation()
    const dataDir = temporaryFolder()
    chownSync(dataDir, uid, uid)
    const first = await start(dataDir, { program, uid })
    expect(first.refused).toBeUndefined()
    expect(await answers(first.url)).toBe(true)
    expect(usersOf(dataDir)).toEqual(new Set([uid]))
    await first.stop()
    // As root, it continues as that user.
    const { url } = await start(dataDir, { program })
    expect(await answers(url)).toBe(true)
    expect(statSync(`/proc/${pidOf(dataDir)}`).uid).toBe(uid)
  })
} else {
  test('as a user other than root it works in a folder of that user (operations C5)', async () => {
    const dataDir = temporaryFolder()
    const { url } = await start(dataDir)
    expect(await answers(url)).toBe(true)
    expect(usersOf(dataDir)).toEqual(new Set([process.getuid?.()]))
  })
}
