import { readFile } from 'node:fs/promises'

const headerBytes = 32
const frameHeaderBytes = 24

/** Frames of the present generation, each with its last byte; what follows was written by an earlier one. */
function framesOf(wal: Buffer): { end: number; isCommit: boolean }[] {
  if (wal.length < headerBytes) return []
  const frameBytes = frameHeaderBytes + wal.readUInt32BE(8)
  const frames: { end: number; isCommit: boolean }[] = []
  for (let at = headerBytes; at + frameBytes <= wal.length; at += frameBytes) {
    if (saltsOf(wal, at + 8) !== saltsOf(wal, 16)) break
    frames.push({ end: at + frameBytes, isCommit: wal.readUInt32BE(at + 4) !== 0 })
  }
  return frames
}

const saltsOf = (wal: Buffer, at: number) => wal.toString('hex', at, at + 8)

/** The byte after the last whole commit. Format: https://www.sqlite.org/fileformat2.html#walformat */
export const endOfCommits = (wal: Buffer): number =>
  framesOf(wal).findLast(({ isCommit }) => isCommit)?.end ?? 0

/** The commits of the present generation. */
export const commitsIn = (wal: Buffer): number => framesOf(wal).filter(({ isCommit }) => isCommit).length

export const readIfThere = (file: string): Promise<Buffer<ArrayBufferLike>> =>
  readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0)
    throw error
  })

/**
 * The log of a machine whose power went while what is in `later` and not in `earlier` was being written: it ends
 * anywhere in it, in the middle of a page or not.
 * @param share how much of that was written, 0 to 1
 */
export function tornLog(earlier: Buffer, later: Buffer, share: number): { log: Buffer; lostBytes: number } {
  const start = endOfCommits(earlier)
  const end = endOfCommits(later)
  // The log began anew: all that it held before is in the database, and none of this generation need be.
  const isSame = start === 0 || saltsOf(earlier, 16) === saltsOf(later, 16)
  if (!isSame || end <= start) return { log: earlier, lostBytes: 0 }
  const written = Math.floor(share * (end - start + 1))
  const log = Buffer.concat([earlier.subarray(0, start), later.subarray(start, start + written)])
  return { log, lostBytes: end - start - written }
}
