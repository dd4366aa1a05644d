import type { OrderStatus, serviceTypes } from '../orders.ts'
import type { ProfileLocale } from './session.ts'

export interface OrderWords {
  statuses: Readonly<Record<OrderStatus, string>>
  serviceTypes: Readonly<Record<(typeof serviceTypes)[number], string>>
}

/** Labels of statuses and service types, for both pages and files (contract, back-office §7). */
export const orderWords: Readonly<Record<ProfileLocale, OrderWords>> = {
  'fr-FR': {
    statuses: {
      new: 'Nouvelle',
      received: 'Reçue',
      accepted: 'Acceptée',
      in_preparation: 'En préparation',
      awaiting_shipment: 'Attente livraison',
      awaiting_collection: 'Attente récupération',
      in_delivery: 'En livraison',
      completed: 'Terminée',
      rejected: 'Rejetée',
      cancelled: 'Annulée',
      delivery_failed: 'Échec livraison',
    },
    serviceTypes: { delivery: 'Livraison', collection: 'À emporter', eat_in: 'Sur place' },
  },
  'en-GB': {
    statuses: {
      new: 'New',
      received: 'Received',
      accepted: 'Accepted',
      in_preparation: 'In preparation',
      awaiting_shipment: 'Awaiting shipment',
      awaiting_collection: 'Awaiting collection',
      in_delivery: 'In delivery',
      completed: 'Completed',
      rejected: 'Rejected',
      cancelled: 'Cancelled',
      delivery_failed: 'Delivery failed',
    },
    serviceTypes: { delivery: 'Delivery', collection: 'Collection', eat_in: 'Eat in' },
  },
}
