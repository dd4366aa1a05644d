import {
  BadRequest,
  Conflict,
  Forbidden,
  NetworkFailure,
  NoSuchRoute,
  NotFound,
  RateLimited,
  ServerFailure,
  Unauthorized,
  UnexpectedAnswer,
  ValidationFailed,
} from '@hub/client'
import { describe, expect, test } from 'vitest'
import { lighten, verdictOf } from './requests.ts'
import { failureOf, retryDelaySeconds } from './rules.ts'

const line = { method: 'PATCH', path: '/v1/location/orders/m4q8zt' }
const refusal = (status: number) => ({ status, errorType: null, body: '', requestId: null })

describe('retries (kezia D37)', () => {
  test.each([
    [1, 5],
    [2, 15],
    [3, 60],
    [4, 300],
    [50, 300],
  ])('after %d failed attempts, %d s', (attempts, seconds) =>
    expect(retryDelaySeconds(attempts)).toBe(seconds),
  )

  test.each([
    ['no answer', new NetworkFailure('', line), { kind: 'retry' }],
    ['500', new ServerFailure('', line, refusal(500)), { kind: 'retry' }],
    ['409', new Conflict('', line, refusal(409)), { kind: 'retry' }],
    ['the page of a proxy', new UnexpectedAnswer('', line, refusal(200)), { kind: 'retry' }],
    ['429', new RateLimited('', line, refusal(429), 12), { kind: 'wait', seconds: 12 }],
    [
      '401',
      new Unauthorized('The connection has been blocked', line, refusal(401)),
      { kind: 'unauthorized' },
    ],
    [
      'the 401 of a permission',
      new Unauthorized(
        'An account-level access token is required to modify this catalog',
        line,
        refusal(401),
      ),
      { kind: 'stop' },
    ],
    ['400', new BadRequest('', line, refusal(400)), { kind: 'stop' }],
    ['403', new Forbidden('', line, refusal(403)), { kind: 'stop' }],
    ['404', new NotFound('', line, refusal(404)), { kind: 'stop' }],
    ['no such route', new NoSuchRoute('', line, refusal(404)), { kind: 'stop' }],
    ['422', new ValidationFailed('', line, refusal(422), []), { kind: 'stop' }],
    ['a fault of ours', new TypeError('oops'), { kind: 'stop' }],
    ['a full disk', Object.assign(new Error('database or disk is full'), { errcode: 13 }), { kind: 'retry' }],
  ])('%s', (_, error, expected) => expect(failureOf(error)).toEqual(expected))
})

describe('a queued status against what the hub shows now (kezia D37)', () => {
  const receive = { kind: 'order-received', orderId: 'm', readAt: '' } as const
  const accept = { kind: 'order-accepted', orderId: 'm', confirmedTime: '' } as const
  const reject = { kind: 'order-rejected', orderId: 'm', tillNumber: '1', cause: '', info: {} } as const
  const ready = {
    kind: 'order-moved',
    orderId: 'm',
    from: 'accepted',
    status: 'awaiting_collection',
  } as const
  const cancel = { kind: 'order-moved', orderId: 'm', from: 'in_preparation', status: 'cancelled' } as const
  const delay = { kind: 'order-delayed', orderId: 'm', confirmedTime: '' } as const
  const comment = { kind: 'order-commented', orderId: 'm', sellerNotes: 'x' } as const
  const first = null
  const repeated = { status: 'accepted' }

  test.each([
    ['received over new', receive, first, 'new', 'send'],
    ['received over received', receive, first, 'received', 'done'],
    ['received over accepted', receive, first, 'accepted', 'done'],
    ['accepted over new', accept, first, 'new', 'send'],
    ['accepted over received', accept, first, 'received', 'send'],
    ['accepted over accepted, never sent', accept, first, 'accepted', 'late'],
    ['accepted over accepted, sent before', accept, repeated, 'accepted', 'send'],
    ['accepted over in_preparation, sent before', accept, repeated, 'in_preparation', 'late'],
    ['accepted over cancelled', accept, first, 'cancelled', 'late'],
    ['rejected over accepted', reject, first, 'accepted', 'late'],
    ['ready over accepted', ready, first, 'accepted', 'send'],
    ['ready over in_preparation, further than the till knew', ready, first, 'in_preparation', 'send'],
    ['ready over in_delivery', ready, first, 'in_delivery', 'late'],
    ['ready over ready, never sent', ready, first, 'awaiting_collection', 'late'],
    ['cancelled over in_delivery', cancel, first, 'in_delivery', 'late'],
    [
      'ready over ready, sent before',
      ready,
      { status: 'awaiting_collection' },
      'awaiting_collection',
      'send',
    ],
    ['ready over completed', ready, first, 'completed', 'late'],
    ['cancelled over in_preparation', cancel, first, 'in_preparation', 'send'],
    ['another hour over in_preparation', delay, first, 'in_preparation', 'send'],
    ['another hour over cancelled', delay, first, 'cancelled', 'late'],
    ['a comment over completed', comment, first, 'completed', 'send'],
  ] as const)('%s', (_, payload, request, status, verdict) => {
    expect(verdictOf({ payload, request }, { status })).toBe(verdict)
  })

  test.each([
    ['still there', '2031-05-01T21:00:00+02:00', 'send'],
    ['promised anew since', '2031-05-01T21:15:00+02:00', 'done'],
    ['taken away', null, 'done'],
  ] as const)('an hour that replaces a wrong one, which is %s', (_, confirmed_time, verdict) => {
    const payload = { ...delay, insteadOf: '2031-05-01T19:00:00Z' }
    expect(verdictOf({ payload, request: null }, { status: 'accepted', confirmed_time })).toBe(verdict)
  })
})

describe('a request without what was refused (kezia D29)', () => {
  const request = { status: 'received' as const, private_ref: '12', custom_fields: { epos: {} } }

  test.each([
    ['the private ref', ['private_ref'], { status: 'received', custom_fields: { epos: {} } }],
    ['a path into a field', ['custom_fields.epos'], { status: 'received', private_ref: '12' }],
    ['the status itself', ['status'], undefined],
    ['something that was not sent', ['items[0].price'], undefined],
    ['nothing named', [], undefined],
  ])('%s', (_, fields, expected) => expect(lighten(request, fields)).toEqual(expected))
})
