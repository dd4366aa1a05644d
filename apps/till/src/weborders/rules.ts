// Pure decisions on web orders: values in, value out. The screens use some of them too, so times are numbers.
import type { IncomingPayment, WebOrderStatus } from './model.ts'

const minuteMs = 60_000

const progress: Record<WebOrderStatus, number> = {
  pending: 0,
  accepted: 1,
  in_preparation: 2,
  ready: 3,
  in_delivery: 4,
  completed: 5,
  rejected: 5,
  cancelled: 5,
  delivery_failed: 5,
}

export const isFinal = (status: WebOrderStatus) => progress[status] === 5

/** «En attente»: the only state in which a seller validates or rejects (contract, kezia §3.3). */
export const isWaiting = (status: WebOrderStatus) => status === 'pending'

/**
 * Whether a status chosen here, when the order was `from`, may still overwrite the source's current status
 * `held`: not when that is final or further on (contract, kezia D37; "first to validate wins", D28).
 */
export const mayOverwrite = (from: WebOrderStatus, held: WebOrderStatus) =>
  !isFinal(held) && progress[held] <= progress[from]

/** Whether `to` is still a step forward from the source's current status `held` (contract, kezia D37). */
export const mayAdvance = (to: WebOrderStatus, held: WebOrderStatus) => progress[held] < progress[to]

// Work ----------------------------------------------------------------------------------------------------------

/**
 * Contract, kezia §3.3: «Validée» or «En préparation», when the time may still move
 * and the order become ready.
 */
export const isInWork = (status: WebOrderStatus) => status === 'accepted' || status === 'in_preparation'

/** «from Validée»: validated, and not rejected (contract, kezia §3.3). */
export const isValidated = (status: WebOrderStatus) => status !== 'pending' && status !== 'rejected'

/**
 * Whether an order may be invoiced: neither rejected, nor cancelled, nor a failed delivery
 * (contract, kezia §3.3, D67).
 */
export const mayInvoice = (status: WebOrderStatus) =>
  status !== 'rejected' && status !== 'cancelled' && status !== 'delivery_failed'

/** Whether the order is ready for its last step, the handover (contract, kezia D36). */
export const mayComplete = (status: WebOrderStatus, isDelivery: boolean) =>
  status === (isDelivery ? 'in_delivery' : 'ready')

/**
 * Whether its articles are reserved, as long as it is not invoiced: validated and not
 * over (contract, kezia R-S2).
 */
export const isReserved = (status: WebOrderStatus) => isValidated(status) && !isFinal(status)

/** «Prep.» of W-11: ready, or further. */
export const isPrepared = (status: WebOrderStatus) => ['ready', 'in_delivery', 'completed'].includes(status)

/** Offered by «Retard», in minutes. */
export const delaySteps = [5, 10, 15, 30] as const

/**
 * The time after a delay: counted from the promised one, or from now when that is past.
 * Milliseconds since 1970.
 */
export const delayedTimeMs = (promisedMs: number, nowMs: number, minutes: number) =>
  Math.max(promisedMs, nowMs) + minutes * minuteMs

/**
 * The time that applies for the customer, the kitchen and on paper: the last one
 * promised, else the one asked for.
 */
export const promisedAtOf = ({
  delayedAt,
  confirmedAt,
  content,
}: {
  delayedAt: string | null
  confirmedAt: string | null
  content: { expectedAt: string | null }
}): string | null => delayedAt ?? confirmedAt ?? content.expectedAt

/**
 * The new time of a validated order whose source moved it: confirmed by another till, else asked for by the
 * customer. Null when neither moved it (contract, counter T41, T55).
 */
export function movedPromise(
  known: Parameters<typeof promisedAtOf>[0],
  next: { confirmedAt: string | null; expectedAt: string | null },
): string | null {
  const confirmed = next.confirmedAt !== known.confirmedAt ? next.confirmedAt : null
  const expected = next.expectedAt !== known.content.expectedAt ? next.expectedAt : null
  const moved = confirmed ?? expected
  return moved === promisedAtOf(known) ? null : moved
}

/** A customer's note that the kitchen must not overlook (contract, counter T54). */
export const isAllergyNote = (note: string | null): note is string =>
  note !== null && /allerg|intoleran/.test(note.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())

// Payment -------------------------------------------------------------------------------------------------------

export type PaymentState = 'unpaid' | 'partial' | 'paid'

const cashRefs = ['CASH', 'CSH', 'ESP']

/** A promise to pay in cash (contract, kezia D39). `cashModeId` is the id of «Espèces» among the payment modes. */
export function isCash({ type, ref }: Pick<IncomingPayment, 'type' | 'ref'>, cashModeId: number): boolean {
  if (type === 'cash' || ref === String(cashModeId)) return true
  return type === null && ref !== null && cashRefs.includes(ref)
}

/**
 * The payment mode of a payment (contract, kezia D39): the one that its `ref` names, else «Espèces» for a
 * promise of cash, else «Paiement Web».
 */
export function modeIdOf(
  payment: Pick<IncomingPayment, 'type' | 'ref'>,
  modeIds: number[],
  { cashModeId, webModeId }: { cashModeId: number; webModeId: number },
): number {
  const named = modeIds.find((id) => String(id) === payment.ref)
  return named ?? (isCash(payment, cashModeId) ? cashModeId : webModeId)
}

export const paidCents = (payments: IncomingPayment[], cashModeId: number) =>
  payments.filter((payment) => !isCash(payment, cashModeId)).reduce((sum, { cents }) => sum + cents, 0)

/** «Payée», «Partielle» or «Non Payée» (contract, kezia D33, D39). An order with nothing to pay is paid. */
export function paymentState(paid: number, totalCents: number): PaymentState {
  if (paid >= totalCents || totalCents <= 0) return 'paid'
  return paid > 0 ? 'partial' : 'unpaid'
}

// Time ----------------------------------------------------------------------------------------------------------

/** When the order is due: as expected, else creation + preparation (contract, kezia D46). Milliseconds since 1970. */
export const dueAtMs = (createdAtMs: number, expectedAtMs: number | null, preparationMinutes: number) =>
  expectedAtMs ?? createdAtMs + preparationMinutes * minuteMs

/** Whole minutes past the due time, negative before it (contract, kezia D18). */
export const minutesLate = (dueMs: number, nowMs: number) => Math.trunc((nowMs - dueMs) / minuteMs)

export type BandColour = 'green' | 'orange' | 'red'

export function bandColour(late: number): BandColour {
  if (late <= 0) return 'green'
  return late <= 10 ? 'orange' : 'red'
}

/** `(+7 min.)`, `(-12 min.)`, `(0 min.)`. */
export const lateText = (late: number) => `(${late > 0 ? '+' : ''}${late === 0 ? 0 : late} min.)`

/** The time promised at «Valider commande»: the expected one while it is ahead (contract, kezia D34). */
export const confirmedTimeMs = (expectedAtMs: number | null, nowMs: number, preparationMinutes: number) =>
  expectedAtMs !== null && expectedAtMs > nowMs ? expectedAtMs : nowMs + preparationMinutes * minuteMs

// Code ----------------------------------------------------------------------------------------------------------

const knownPrefixes: Record<string, string> = {
  livepepper: 'LIVP',
  hubrise: 'HUB',
  ubereats: 'UBER',
  deliveroo: 'DELI',
  justeat: 'JUST',
}

/** First line of «CODE WEB», `LIVP-pjkg2k` (contract, kezia D19). */
export function webCode(channel: string, sourceId: string): string {
  const letters = channel
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const known = knownPrefixes[letters.toLowerCase()]
  return `${known ?? (letters.slice(0, 4).toUpperCase() || 'WEB')}-${sourceId}`
}

/** Second line of «CODE WEB», null when there is nothing to show. */
export const secondCode = (collectionCode: string | null, reference: string | null) =>
  collectionCode || reference || null

// Rejection -----------------------------------------------------------------------------------------------------

/** Offered by «Rejeter» (contract, kezia D35). */
export const rejectionReasons = [
  'Article indisponible',
  'Trop de commandes',
  'Établissement fermé',
  'Adresse hors zone',
  'Autre',
] as const
export type RejectionReason = (typeof rejectionReasons)[number]

/** The short text that the source gets. */
export function rejectionCause(reason: RejectionReason, details: string): string {
  const text = details.trim()
  if (text === '') return reason
  return reason === 'Autre' ? text : `${reason} : ${text}`
}

// Alerts --------------------------------------------------------------------------------------------------------

const earlyReminderMs = 5 * minuteMs

export interface AlertState {
  arrivedAtMs: number
  lastAlertAtMs: number
  earlyReminderDone: boolean
}

/**
 * When a waiting order rings again: once 5 minutes after its arrival, then every `everyHours` after the last time
 * (contract, kezia R-O7, D31).
 */
export function nextAlertMs(
  { arrivedAtMs, lastAlertAtMs, earlyReminderDone }: AlertState,
  everyHours: number,
) {
  const periodic = lastAlertAtMs + everyHours * 60 * minuteMs
  return earlyReminderDone ? periodic : Math.min(arrivedAtMs + earlyReminderMs, periodic)
}
