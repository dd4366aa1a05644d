const headerBytes = 54

/** A BMP picture of noise that a number gives again: no two numbers give the same. */
export function picture(number: number, side = 32): Buffer<ArrayBuffer> {
  const rowBytes = Math.ceil((side * 3) / 4) * 4
  const bytes = Buffer.alloc(headerBytes + rowBytes * side)
  bytes.write('BM', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(headerBytes, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(side, 18)
  bytes.writeInt32LE(side, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(24, 28)
  bytes.writeUInt32LE(rowBytes * side, 34)
  let state = (number + 1) * 2_654_435_761
  for (let at = headerBytes; at < bytes.length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
