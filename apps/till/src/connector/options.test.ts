import { expect, test } from 'vitest'
import { startTestTill } from '../testing/start.ts'
import type { HubOptions } from './wire.ts'

test('a fresh till sends its customers by itself and nothing else, and none of its orders (kezia D13, R-E1)', async () => {
  const till = await startTestTill()
  expect((await till.get<HubOptions>('/api/hub/options')).body).toMatchObject({
    isCustomerAutomatic: true,
    isInvoicesAutomatic: false,
    isArticlesAutomatic: false,
    isStockAutomatic: false,
    isStockManaged: false,
    ownOrderSending: 'never',
  })
})
