// Contract, general §8: which errors are answered 503, and which remain internal errors.
import pg from 'pg'
import { expect, test } from 'vitest'
import { messageOf, whyUnavailable } from './unavailable.ts'

const fromPostgres = (code: string) => Object.assign(new pg.DatabaseError('', 0, 'error'), { code })
const fromSystem = (code: string, syscall: string) => Object.assign(new Error(code), { code, syscall })

test.each([
  ['the disk is full', fromPostgres('53100'), 'full'],
  ['too many connections', fromPostgres('53300'), 'away'],
  ['a crash of another connection', fromPostgres('57P02'), 'away'],
  ['a start after a crash', fromPostgres('57P03'), 'away'],
  ['a standby', fromPostgres('25006'), 'away'],
  ['no socket', fromSystem('ENOENT', 'connect'), 'away'],
  ['no server behind the socket', fromSystem('ECONNREFUSED', 'connect'), 'away'],
  ['no server under either address', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'away'],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 'away'],
  ['a statement cancelled', fromPostgres('57014'), undefined],
  ['a unique violation', fromPostgres('23505'), undefined],
  ['a missing file', fromSystem('ENOENT', 'open'), undefined],
  ['a fault of ours', new TypeError('x is not a function'), undefined],
  ['no error', undefined, undefined],
])('%s is told apart (general §8)', (_, error, reason) => {
  expect(whyUnavailable(error)).toBe(reason)
})

test('an error without a message is named by its code', () => {
  expect(messageOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED')
  expect(messageOf(new Error('connect ECONNREFUSED 127.0.0.1:5432'))).toContain('5432')
})
