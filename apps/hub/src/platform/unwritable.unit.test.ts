import { expect, test } from 'vitest'
import { whyUnwritableWithin } from './unwritable.ts'

const failure = (code: string, syscall: string, path?: string) =>
  Object.assign(new Error(code), { code, syscall, ...(path !== undefined && { path }) })

test.each([
  [
    'a file of another user',
    failure('EACCES', 'open', 'data/operator-token'),
    'DATA_DIR data may not be written by the user of this program (data/operator-token). Correct that, or choose another DATA_DIR.',
  ],
  [
    'a disk that is full',
    failure('ENOSPC', 'write'),
    'DATA_DIR data is on a disk that is full. Correct that, or choose another DATA_DIR.',
  ],
  ['a file elsewhere', failure('EACCES', 'open', '/etc/shadow'), undefined],
  ['a socket', failure('EACCES', 'listen'), undefined],
  ['no error', undefined, undefined],
])('a start that fails for %s (operations C2)', (_, error, sentence) => {
  expect(whyUnwritableWithin('data', error)).toBe(sentence)
})
