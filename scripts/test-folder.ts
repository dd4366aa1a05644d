import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const memory = '/dev/shm'
const gigabyte = 1024 ** 3
/** A whole run leaves less than 2 GB. */
const enough = { free: 4 * gigabyte, available: 6 * gigabyte }

/** Containers often give 64 MB there, where programs may not run either. */
function isRoomInMemory(): boolean {
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, place]) => place === memory)
    const [, , kind, options = ''] = mount ?? []
    if (kind !== 'tmpfs' || options.split(',').includes('noexec')) return false
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > enough.free && process.availableMemory() > enough.available
  } catch {
    return false
  }
}

const name = 'order-hub-tests-'

/** Of runs that were killed: memory is not given back by itself. */
function removeLeftovers(): void {
  for (const entry of readdirSync(memory)) {
    const [, pid] = new RegExp(`^${name}(\\d+)-`).exec(entry) ?? []
    if (pid === undefined || isRunning(Number(pid))) continue
    try {
      rmSync(join(memory, entry), { recursive: true, force: true })
    } catch {
      // Of another user.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/**
 * A folder for what a test run leaves. In memory where there is room: copying a database there costs a sixth of the
 * processor time, and no test is about the disk. `TMPDIR` names another place.
 */
export function makeTestFolder(): string {
  const isInMemory = process.env.TMPDIR === undefined && isRoomInMemory()
  if (isInMemory) removeLeftovers()
  return mkdtempSync(join(isInMemory ? memory : tmpdir(), `${name}${process.pid}-`))
}
