// What the screens of the connector read. Nothing here holds a token.
import type { Trouble } from './connection/store.ts'
import type { OwnOrderSending } from './sendings.ts'
import type { TraceLine } from './trace.ts'

export type { InvoiceRow as SendableInvoice } from './invoices/store.ts'
export type { TraceLine } from './trace.ts'

export interface Named {
  id: string
  name: string | null
}

export interface HubState {
  isConnected: boolean
  trouble: Trouble | null
  /** «HubRise» «Actif» in the parameters of «Commandes Web». */
  isActive: boolean
  /** URL of «Connexion à HubRise»; null without application credentials, and `reason` then says so. */
  authorizeUrl: string | null
  reason: string | null
  /** URL of «Compte HubRise». */
  managerUrl: string
  account: Named | null
  location: Named | null
  catalog: Named | null
  customerList: Named | null
  /** The last four characters of the token. */
  tokenTail: string | null
  timeZone: string | null
  /** «Dernière récup commande», to the millisecond. */
  lastReceptionAt: string | null
  outageSince: string | null
  limitedUntil: string | null
  queue: {
    count: number
    stopped: number
    /** Entries for another location than the connected one. */
    foreign: number
  }
}

export interface QueuedWrite {
  id: number
  subject: string
  kind:
    | 'order-received'
    | 'order-accepted'
    | 'order-rejected'
    | 'order-delayed'
    | 'order-commented'
    | 'order-moved'
    | 'customer-saved'
    | 'own-order'
    | 'order-paid'
    | 'invoice'
    | 'revoke'
  attempts: number
  createdAt: string
  nextAt: string
  lastError: string | null
  isStopped: boolean
  isForeign: boolean
}

export interface Maintenance {
  /** Oldest first. A long queue is cut to the stopped entries and those that leave first. */
  queue: QueuedWrite[]
  queueCount: number
  trace: TraceLine[]
}

export interface HubOptions {
  matchInternalCodes: boolean
  pollSeconds: number
  preparationMinutes: number
  sound: boolean
  /** «Par article 'Port'». */
  deliveryByArticle: boolean
  reminderHours: number
  traceDays: number
  /** «Gestion Stock» «Activer». */
  isStockManaged: boolean
  /** «Envoyer le stock». */
  isStockAutomatic: boolean
  /** «Imprime titre du multi-tarif». */
  printsTariffTitle: boolean
  /** «IDTAR non gérés», separated by `; `. */
  unmanagedIdtars: string
  /** «Envoyer les clients». */
  isCustomerAutomatic: boolean
  /** «Envoi des commandes Kezia»; `never` is «Envoyer les commandes» off. */
  ownOrderSending: OwnOrderSending
  /** «Envoyer les factures». */
  isInvoicesAutomatic: boolean
  /** «Envoyer les articles». */
  isArticlesAutomatic: boolean
}
