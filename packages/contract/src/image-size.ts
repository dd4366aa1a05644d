/** Inclusive. A decoded image takes four bytes of memory per pixel (contract, security S17). */
export const maxImagePixels = 40_000_000

export interface ImageSize {
  width: number
  height: number
}

/** Reads bytes of an image; reads beyond its end give 0. */
class Reader {
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get length() {
    return this.#bytes.length
  }
  u8 = (at: number) => this.#bytes[at] ?? 0
  u16 = (at: number) => this.u8(at) * 256 + this.u8(at + 1)
  u16le = (at: number) => this.u8(at + 1) * 256 + this.u8(at)
  u24le = (at: number) => this.u16le(at) + this.u8(at + 2) * 65_536
  u32 = (at: number) => this.u16(at) * 65_536 + this.u16(at + 2)
  i32le = (at: number) => this.u16le(at) + (this.u16le(at + 2) << 16)
  is = (at: number, text: string) =>
    [...text].every((letter, index) => this.u8(at + index) === letter.charCodeAt(0))
}

/** Width and height as the file declares them, or undefined. Does not decode the image. */
export function imageSizeOf(bytes: Uint8Array): ImageSize | undefined {
  const read = new Reader(bytes)
  if (read.is(1, 'PNG') && read.is(12, 'IHDR')) return { width: read.u32(16), height: read.u32(20) }
  if (read.is(0, 'GIF8')) return { width: read.u16le(6), height: read.u16le(8) }
  if (read.is(0, 'BM')) return bitmapSize(read)
  if (read.is(0, 'RIFF') && read.is(8, 'WEBP')) return webpSize(read)
  return read.u16(0) === 0xffd8 ? jpegSize(read) : undefined
}

/** The oldest header has 12 bytes and two-byte numbers. A negative height means rows from top to bottom. */
function bitmapSize(read: Reader): ImageSize {
  if (read.u8(14) === 12) return { width: read.u16le(18), height: read.u16le(20) }
  return { width: Math.abs(read.i32le(18)), height: Math.abs(read.i32le(22)) }
}

function webpSize(read: Reader): ImageSize | undefined {
  if (read.is(12, 'VP8X')) return { width: read.u24le(24) + 1, height: read.u24le(27) + 1 }
  if (read.is(12, 'VP8L')) {
    const width = (read.u16le(21) & 0x3fff) + 1
    return { width, height: ((read.u24le(22) >> 6) & 0x3fff) + 1 }
  }
  if (!read.is(12, 'VP8 ')) return undefined
  return { width: read.u16le(26) & 0x3fff, height: read.u16le(28) & 0x3fff }
}

/** The size is in the frame header, after other segments that each begin with 0xFF, a marker and a length. */
function jpegSize(read: Reader): ImageSize | undefined {
  for (let at = 2; at < read.length && read.u8(at) === 0xff; ) {
    const mark = read.u8(at + 1)
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc
    if (isFrame) return { width: read.u16(at + 7), height: read.u16(at + 5) }
    // Skip fill bytes and markers without content.
    if (mark === 0xff) at += 1
    else at += 2 + (mark === 0x01 || (mark >= 0xd0 && mark <= 0xd7) ? 0 : Math.max(2, read.u16(at + 2)))
  }
  return undefined
}

/** Whether the image is too large to decode for display. */
export function hasTooManyPixels(bytes: Uint8Array): boolean {
  const size = imageSizeOf(bytes)
  return size !== undefined && size.width * size.height > maxImagePixels
}
