import { expect, test } from 'vitest'
import { hasTooManyPixels, imageSizeOf } from './image-size.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  )
const png = (width: number, height: number) => {
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  return bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', [...size])
}

test.each([
  ['PNG', png(640, 480), 640, 480],
  ['GIF', bytes('GIF89a', [0x80, 0x02, 0xe0, 0x01]), 640, 480],
  ['BMP', bytes('BM', Array(12).fill(0), [40, 0, 0, 0, 0x80, 2, 0, 0, 0x20, 0xfe, 0xff, 0xff]), 640, 480],
  ['BMP of OS/2', bytes('BM', Array(12).fill(0), [12, 0, 0, 0, 0x80, 2, 0xe0, 1]), 640, 480],
  ['WebP', bytes('RIFF\0\0\0\0WEBPVP8 ', Array(10).fill(0), [0x80, 0x02, 0xe0, 0x01]), 640, 480],
  ['lossless WebP', bytes('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f', [0x7f, 0xc2, 0x77, 0x00]), 640, 480],
  ['extended WebP', bytes('RIFF\0\0\0\0WEBPVP8X', Array(8).fill(0), [0x7f, 2, 0, 0xdf, 1, 0]), 640, 480],
  [
    'JPEG',
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8, 0x01, 0xe0, 0x02, 0x80, 3]),
    640,
    480,
  ],
])('reads the size of a %s (security S17)', (_type, data, width, height) => {
  expect(imageSizeOf(data)).toEqual({ width, height })
})

test('what declares no size has none, and is not too large (security S17)', () => {
  for (const data of [
    bytes(''),
    bytes('a text'),
    bytes([0xff, 0xd8, 0xff]),
    bytes('\x89PNG\r\n\x1a\n'),
    bytes([0xff, 0xd8, 0xff, 0xe0, 0, 0]),
  ])
    expect([imageSizeOf(data), hasTooManyPixels(data)]).toEqual([undefined, false])
})

test('40 million pixels are taken, and none more (security S17)', () => {
  expect(hasTooManyPixels(png(8000, 5000))).toBe(false)
  expect(hasTooManyPixels(png(8000, 5001))).toBe(true)
  expect(hasTooManyPixels(png(0xffffffff, 0xffffffff))).toBe(true)
})
