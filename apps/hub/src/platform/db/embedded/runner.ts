import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** As whom PostgreSQL runs: it refuses uid 0. */
export interface Runner {
  /** What a command begins with. */
  prefix: readonly string[]
  /** The user and group of the process, unless it is ours. */
  identity: Pick<SpawnOptions, 'uid' | 'gid'>
}

const asOurselves: Runner = { prefix: [], identity: {} }
/**
 * Root under another number in a user namespace: files stay root's, and whatever root reaches is reached.
 */
const inNamespace: Runner = {
  prefix: ['unshare', '-U', '--map-user=65534', '--map-group=65534'],
  identity: {},
}

/** A number that no distribution gives to a user. */
const unprivilegedId = 64_321
const asUnprivileged = (id: number): Runner => ({ prefix: [], identity: { uid: id, gid: id } })

const isRoot = () => process.getuid?.() === 0

const succeeds = ({ prefix, identity }: Runner, command: readonly string[]) => {
  const [program, ...args] = [...prefix, ...command]
  return spawnSync(program!, args, { ...identity, cwd: '/', stdio: 'ignore' }).status === 0
}

/**
 * Chooses how to run PostgreSQL on a folder that is there or not.
 * @returns undefined when only an unprivileged user could run it, and that user does not reach the folder
 */
export function chooseRunner(clusterFolder: string, parent: string, postgres: string): Runner | undefined {
  if (!isRoot()) return asOurselves
  const owner = statSync(clusterFolder, { throwIfNoEntry: false })?.uid ?? 0
  if (owner === 0 && succeeds(inNamespace, ['true'])) return inNamespace
  const runner = asUnprivileged(owner === 0 ? unprivilegedId : owner)
  const reaches = succeeds(runner, [postgres, '--version']) && succeeds(runner, ['test', '-x', parent])
  return reaches ? runner : undefined
}

/** For a folder made for it, which an unprivileged user can reach. */
export const unprivilegedRunner = (): Runner => asUnprivileged(unprivilegedId)

/** Makes a folder that its user alone can enter. */
export function makeOwnFolder(folder: string, { identity }: Runner): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveTo(folder, { prefix: [], identity })
}

/** Gives a folder and all in it to the user of PostgreSQL. */
export function giveTo(path: string, { identity: { uid, gid } }: Runner): void {
  if (uid === undefined || gid === undefined) return
  const entry = lstatSync(path)
  if (entry.uid !== uid) chownSync(path, uid, gid)
  if (entry.isDirectory())
    for (const name of readdirSync(path)) giveTo(join(path, name), { prefix: [], identity: { uid, gid } })
}
