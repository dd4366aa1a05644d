import { webOrderSettings } from '../web-order-settings/index.ts'
import type { WebOrders } from './context.ts'
import type { OrderContent } from './store.ts'

export type Seen = Pick<OrderContent, 'channel' | 'serviceReference' | 'createdAt'>

export interface HidingRules {
  /** Words in the name or the service reference of a kiosk; empty hides none. */
  kioskWords: string[]
  /** Orders placed before are hidden; null hides none. Milliseconds since 1970. */
  sinceMs: number | null
}

/** What «Commandes Web» leaves out (contract, kezia R-O8, D32). */
export function hidingRules({ settings, clock }: Pick<WebOrders, 'settings' | 'clock'>): HidingRules {
  const words = settings.get(webOrderSettings.isKioskHidden) ? settings.get(webOrderSettings.kioskWords) : ''
  const days = settings.get(webOrderSettings.displayDays)
  return {
    kioskWords: words.split(',').map(plain).filter(Boolean),
    sinceMs: days === null ? null : clock.now().subtract({ hours: days * 24 }).epochMilliseconds,
  }
}

export function isHidden({ channel, serviceReference, createdAt }: Seen, rules: HidingRules): boolean {
  if (rules.sinceMs !== null && Date.parse(createdAt) < rules.sinceMs) return true
  const texts = [plain(channel), plain(serviceReference ?? '')]
  return rules.kioskWords.some((word) => texts.some((text) => text.includes(word)))
}

const plain = (text: string) => text.trim().toLowerCase()
