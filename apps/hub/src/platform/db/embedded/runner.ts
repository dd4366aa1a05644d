import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chmodSync, lchownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

/** The user that PostgreSQL runs as, because it refuses uid 0. */
export interface Runner {
  /** Words that precede each command. */
  prefix: readonly string[]
  /** User and group of the process, if they differ from ours. */
  identity: Pick<SpawnOptions, 'uid' | 'gid'>
}

const asOurselves: Runner = { prefix: [], identity: {} }
/** `nobody` on every system. */
const nobodyId = 65_534

/** Runs under another uid in a user namespace: files stay ours, and our files are accessible. */
const inNamespace: Runner = {
  prefix: ['unshare', '-U', `--map-user=${nobodyId}`, `--map-group=${nobodyId}`],
  identity: {},
}

/** A uid that no distribution assigns. */
const unprivilegedId = 64_321
const asUser = (uid: number, gid: number): Runner => ({ prefix: [], identity: { uid, gid } })

/** For a dedicated folder that an unprivileged user can access. */
export const unprivilegedRunner = asUser(unprivilegedId, unprivilegedId)

/**
 * `initdb` refuses a uid without a user name, so it runs as `nobody`. Its files are then given to the cluster's user.
 */
export const runnerOfInitdb = (runner: Runner) =>
  runner.identity.uid === undefined ? runner : asUser(nobodyId, nobodyId)

export const isRoot = () => process.getuid?.() === 0

/** Whether the runner can enter all paths. One process checks them all, in a loop, since `test` takes one path only. */
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

/** In a container the uid may have no user name. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/**
 * Chooses how to run PostgreSQL on a cluster, which need not exist yet.
 * @param paths paths that its user must be able to access
 * @returns undefined if no possible user can access them
 */
export function chooseRunner(cluster: string, paths: readonly string[]): Runner | undefined {
  if (!isRoot()) return !hasName() && reaches(inNamespace, ...paths) ? inNamespace : asOurselves
  const { uid, gid } = statSync(cluster, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  const runners = uid === 0 ? [inNamespace, unprivilegedRunner] : [asUser(uid, gid)]
  return runners.find((runner) => reaches(runner, ...paths))
}

/** Creates a folder that only its user can enter. */
export function makeOwnFolder(folder: string, runner: Runner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if ((statSync(folder).mode & 0o777) !== 0o700) chmodSync(folder, 0o700)
  giveTo(folder, runner)
}

/** Gives a folder and its contents to PostgreSQL's user. Symbolic links are not followed. */
export function giveTo(path: string, runner: Runner): void {
  const { uid, gid } = runner.identity
  if (uid === undefined || gid === undefined) return
  const entry = lstatSync(path)
  if (entry.uid !== uid) lchownSync(path, uid, gid)
  if (entry.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), runner)
}
