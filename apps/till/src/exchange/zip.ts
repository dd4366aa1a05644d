const endMark = 0x06054b50
const entryMark = 0x02014b50
const endBytes = 22
const entryBytes = 46
const longestComment = 65_535

/**
 * What a ZIP says that it unpacks to, before anything is unpacked: a small file may hold gigabytes. Undefined when it is
 * no whole ZIP.
 */
export function unpackedBytes(zip: Buffer): number | undefined {
  const last = zip.length - endBytes
  for (let at = last; at >= Math.max(0, last - longestComment); at--)
    if (zip.readUInt32LE(at) === endMark)
      return sumEntries(zip, zip.readUInt32LE(at + 16), zip.readUInt16LE(at + 10))
  return undefined
}

function sumEntries(zip: Buffer, start: number, count: number): number | undefined {
  let sum = 0
  let at = start
  for (let index = 0; index < count; index++) {
    if (at + entryBytes > zip.length || zip.readUInt32LE(at) !== entryMark) return undefined
    sum += zip.readUInt32LE(at + 24)
    at += entryBytes + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return sum
}
