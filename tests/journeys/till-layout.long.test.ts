// Every window of the till at each size: each control can be touched, and nothing is cut (contract, counter B1).
import { openBrowser, type TestBrowser } from '@hub/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everySize } from './layout/check.ts'
import { walkEveryWindow } from './layout/walk.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

test('every control of every window can be touched and nothing is cut, at each size (counter B1)', async () => {
  const { faults, summary } = await walkEveryWindow(browser, everySize)
  console.log(summary)
  expect(faults).toEqual([])
}, 600_000)
