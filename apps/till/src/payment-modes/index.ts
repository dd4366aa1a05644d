import { notFound } from '../platform/errors.ts'
import type { Platform } from '../platform/platform.ts'
import { changePaymentMode, createPaymentMode } from './commands.ts'
import { listPaymentModes } from './store.ts'

export { findPaymentMode, keepAwakeAllBut, listPaymentModes } from './store.ts'
export type { PaymentKind, PaymentMode } from './wire.ts'

export function paymentModes(platform: Platform): void {
  const { http, database } = platform
  http.get('/api/payment-modes', () => listPaymentModes(database))
  http.post('/api/payment-modes', ({ body }, reply) =>
    reply.code(201).send(createPaymentMode(platform, body)),
  )
  http.put<{ Params: { id: string } }>('/api/payment-modes/:id', ({ params: { id }, body }) => {
    if (!/^\d{1,9}$/.test(id)) throw notFound(`Aucun mode de règlement ${id}.`)
    return changePaymentMode(platform, Number(id), body)
  })
}
