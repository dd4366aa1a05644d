import type { ReadingTools } from '../../long-readings/index.ts'
import {
  listWebOrdersPlaced,
  presentWebOrderRow,
  settledCents,
  type WebOrderStatus,
} from '../../weborders/index.ts'
import { amountCell, type Cell, dayCell, textCell, wholeCell } from '../cells.ts'
import { localTexts, type Period } from '../period.ts'

export const webOrderColumns = [
  'Numéro',
  'Code web',
  'Identifiant',
  'Canal',
  'Date',
  'Heure',
  'Attendue le',
  'Attendue à',
  'Service',
  'Statut',
  'Client',
  'Vendeur',
  'Montant',
  'Payé',
] as const

const services = { delivery: 'Livraison', collection: 'A emporter', eat_in: 'Sur place' }

/** Contract, kezia D33. */
const statuses: Record<WebOrderStatus, string> = {
  pending: 'En attente',
  accepted: 'Validée',
  in_preparation: 'En préparation',
  ready: 'Prête',
  in_delivery: 'En livraison',
  completed: 'Terminée',
  rejected: 'Rejetée',
  cancelled: 'Annulée',
  delivery_failed: 'Échec livraison',
}

/** The web orders placed in the period. */
export const exportWebOrders = ({ database }: ReadingTools, { from, to, timeZone }: Period): Cell[][] =>
  listWebOrdersPlaced(database, from, to).map((stored) => {
    const order = presentWebOrderRow(stored)
    const placed = localTexts(order.createdAt, timeZone)
    const due = localTexts(order.dueAt, timeZone)
    return [
      wholeCell(order.number),
      textCell(order.code),
      textCell(order.sourceId),
      textCell(order.channel),
      dayCell(placed.day),
      textCell(placed.time),
      dayCell(due.day),
      textCell(due.time),
      textCell(order.serviceType === null ? '' : services[order.serviceType]),
      textCell(statuses[order.status]),
      textCell(order.customerName),
      textCell(order.sellerName),
      amountCell(order.totalCents),
      amountCell(settledCents(stored)),
    ]
  })
