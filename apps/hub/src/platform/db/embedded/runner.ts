import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

/** As whom PostgreSQL runs: it refuses uid 0. */
export interface Runner {
  /** What a command begins with. */
  prefix: readonly string[]
  /** The user and group of the process, unless it is ours. */
  identity: Pick<SpawnOptions, 'uid' | 'gid'>
}

const asOurselves: Runner = { prefix: [], identity: {} }
/** `nobody` on every system. */
const nobodyId = 65_534

/** Under another number in a user namespace: files stay ours, and what belongs to us is reached. */
const inNamespace: Runner = {
  prefix: ['unshare', '-U', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`],
  identity: {},
}

/** A number that no distribution gives to a user. */
const unprivilegedId = 64_321
const asUser = (uid: number, gid: number): Runner => ({ prefix: [], identity: { uid, gid } })

/** For a folder made for it, which an unprivileged user can reach. */
export const unprivilegedRunner = asUser(unprivilegedId, unprivilegedId)

/** `initdb` refuses a user without a name; what it made is given to the one of the cluster. */
export const runnerOfInitdb = (runner: Runner) =>
  runner.identity.uid === undefined ? runner : asUser(nobodyId, nobodyId)

export const isRoot = () => process.getuid?.() === 0

/** One process for all paths: `test` knows no list of them. */
export const reaches = ({ prefix, identity }: Runner, ...paths: string[]) => {
  const [program, ...args] = [
    ...prefix,
    '/bin/sh',
    '-c',
    'for path do test -x "$path" || exit 1; done',
    'sh',
    ...paths,
  ]
  return spawnSync(program!, args, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}

/** In a container it may be a bare number. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * Chooses how to run PostgreSQL on a cluster that is there or not.
 * @param paths what its user must reach
 * @returns undefined when no user that it could run as reaches them
 */
export function chooseRunner(cluster: string, paths: readonly string[]): Runner | undefined {
  if (!isRoot()) return !hasName() && reaches(inNamespace, ...paths) ? inNamespace : asOurselves
  const { uid, gid } = statSync(cluster, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  const runners = uid === 0 ? [inNamespace, unprivilegedRunner] : [asUser(uid, gid)]
  return runners.find((runner) => reaches(runner, ...paths))
}

/** Makes a folder that its user alone can enter. */
export function makeOwnFolder(folder: string, runner: Runner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
  giveTo(folder, runner)
}

/** Gives a folder and all in it to the user of PostgreSQL. What is linked to stays as it is. */
export function giveTo(path: string, runner: Runner): void {
  const { uid, gid } = runner.identity
  if (uid === undefined || gid === undefined) return
  const entry = lstatSync(path)
  if (entry.uid !== uid) lchownSync(path, uid, gid)
  if (entry.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), runner)
}
