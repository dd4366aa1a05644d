import { inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const endBytes = 22
const entryBytes = 46
const localBytes = 30
const maxCommentBytes = 65_535
const deflated = 8

/** A file in a ZIP, as listed in the central directory. */
export interface ZipEntry {
  name: string
  method: number
  packedBytes: number
  /** The declared unpacked size, which may be false. */
  declaredBytes: number
  /** Offset of its local header. */
  start: number
}

/** The entries of a ZIP; undefined when it is not a ZIP or is truncated. */
export function entriesOf(zip: Buffer): ZipEntry[] | undefined {
  const last = zip.length - endBytes
  for (let at = last; at >= Math.max(0, last - maxCommentBytes); at--)
    if (zip.readUInt32LE(at) === endMark)
      return readDirectory(zip, zip.readUInt32LE(at + 16), zip.readUInt16LE(at + 10))
  return undefined
}

function readDirectory(zip: Buffer, start: number, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + entryBytes > zip.length || zip.readUInt32LE(at) !== entryMark) return undefined
    const nameBytes = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + entryBytes, at + entryBytes + nameBytes),
      method: zip.readUInt16LE(at + 10),
      packedBytes: zip.readUInt32LE(at + 20),
      declaredBytes: zip.readUInt32LE(at + 24),
      start: zip.readUInt32LE(at + 42),
    })
    at += entryBytes + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

/**
 * The unpacked content of an entry.
 * @throws {RangeError} with code `ERR_BUFFER_TOO_LARGE` once a compressed entry exceeds `mostBytes`, whatever it
 *   declares
 */
export function unpack(zip: Buffer, { method, packedBytes, start }: ZipEntry, mostBytes: number): Buffer {
  const from = start + localBytes + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
  const packed = zip.subarray(from, from + packedBytes)
  return method === deflated ? inflateRawSync(packed, { maxOutputLength: Math.max(1, mostBytes) }) : packed
}
