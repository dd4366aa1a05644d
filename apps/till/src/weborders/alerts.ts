import { preciseInstantText, type WebOrders } from './context.ts'
import { hidingRules, isHidden } from './hiding.ts'
import { nextAlertMs } from './rules.ts'
import { reminderHours } from './settings.ts'
import * as store from './store.ts'
import type { WebOrderAlert } from './wire.ts'

const checkEveryMs = 1_000

/**
 * Rings again for the orders that still wait (contract, kezia R-O7, D31). Returns a function
 * that stops the reminders.
 */
export function startReminders(orders: WebOrders, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => {
    try {
      remind(orders)
    } catch (error) {
      onError(error)
    }
  }, checkEveryMs)
  return () => clearInterval(timer)
}

function remind(orders: WebOrders): void {
  const { database, clock, settings, live } = orders
  const now = clock.now()
  const everyHours = settings.get(reminderHours)
  const rules = hidingRules(orders)
  const due = store.listWaiting(database).filter((order) => {
    if (isHidden(order, rules)) return false
    const state = {
      arrivedAtMs: Date.parse(order.arrivedAt),
      lastAlertAtMs: Date.parse(order.lastAlertAt),
      earlyReminderDone: order.earlyReminderDone,
    }
    return nextAlertMs(state, everyHours) <= now.epochMilliseconds
  })
  if (due.length === 0) return
  const numbers = due.map(({ number }) => number)
  const at = preciseInstantText(now)
  database.transaction(() => {
    for (const number of numbers) store.setAlerted(database, number, at, true)
    database.afterCommit(() => {
      live.push('web-orders')
      live.push('web-order-alert', { reason: 'reminder', numbers, at } satisfies WebOrderAlert)
    })
  })
}
