import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { watchOrders } from './live-orders.ts'

const cutMs = 5 * 60_000

test('two browsers show 100 orders, in order, none twice, after a cut of five minutes (support 8.4)', async () => {
  await watchOrders(() => pause(cutMs))
}, 900_000)
