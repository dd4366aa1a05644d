import type { live as reference } from '../fr/live.ts'

export const live: typeof reference = {
  'live.on': 'Updated live',
  'live.off': 'Not updated live, trying again…',
  'live.orders_one': 'Show {{count}} new order',
  'live.orders_other': 'Show {{count}} new orders',
  'live.events_one': 'Show {{count}} new event',
  'live.events_other': 'Show {{count}} new events',
  'live.lines_one': 'Show {{count}} new line',
  'live.lines_other': 'Show {{count}} new lines',
}
