import { expect, test } from 'vitest'
import { imageTypeOf } from './rules.ts'

test.each([
  ['\xFF\xD8\xFF\xE0 a photo', 'image/jpeg'],
  ['\x89PNG\r\n\x1A\nIHDR', 'image/png'],
  ['GIF89a……', 'image/gif'],
  ['RIFF\x01\x02\x03\x04WEBPVP8 ', 'image/webp'],
  [`BM\x01\x02\x03\x04\0\0\0\0${'x'.repeat(30)}`, 'image/bmp'],
  ['BM is how this text begins, and it is no picture', undefined],
  ['%PDF-1.7 and so on', undefined],
  ['', undefined],
])('%j is %s, whatever its name says (kezia D22)', (text, type) => {
  expect(imageTypeOf(Buffer.from(text, 'latin1'))).toBe(type)
})
