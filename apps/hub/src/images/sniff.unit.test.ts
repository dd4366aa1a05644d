import { expect, test } from 'vitest'
import { sniffImage } from './sniff.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const bitmap = (headerSize: number) =>
  bytes(`BM\x46\0\0\0\0\0\0\0\x36\0\0\0${String.fromCharCode(headerSize)}\0\0\0${'\0'.repeat(36)}`)

test.each([
  ['a JPEG', bytes('\xff\xd8\xff\xe0\0\x10JFIF'), 'image/jpeg'],
  ['a PNG', bytes('\x89PNG\r\n\x1a\n'), 'image/png'],
  ['a GIF of 1987', bytes('GIF87a..'), 'image/gif'],
  ['a GIF of 1989', bytes('GIF89a..'), 'image/gif'],
  ['a WEBP', bytes('RIFF\x24\0\0\0WEBPVP8 '), 'image/webp'],
  ['a BMP', bitmap(40), 'image/bmp'],
  ['a BMP of version 5', bitmap(124), 'image/bmp'],
  ['part of a larger buffer', new Uint8Array(bytes('xxGIF89a').buffer, 2), 'image/gif'],
  ['nothing', bytes(''), undefined],
  ['half of the signature of a PNG', bytes('\x89PNG'), undefined],
  ['two bytes of a JPEG', bytes('\xff\xd8'), undefined],
  ['a GIF of another year', bytes('GIF90a'), undefined],
  ['a sound, which begins like a WEBP', bytes('RIFF\x24\0\0\0WAVEfmt '), undefined],
  ['a text that begins with BM', bytes('BMW is a maker of cars and motorcycles'), undefined],
  ['the two letters of a BMP', bytes('BM'), undefined],
  ['a drawing in XML', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), undefined],
  ['a page', bytes('<!doctype html><script>alert(1)</script>'), undefined],
])('%s', (_title, data, type) => {
  expect(sniffImage(data)).toBe(type)
})
