import Type from 'typebox'
import {
  Delivery,
  DeliveryCreate,
  DeliveryQuote,
  DeliveryQuoteCreate,
  DeliveryUpdate,
} from '../deliveries.ts'
import type { ReferencePart } from './operation-reference.ts'

export const deliveriesReference = {
  'deliveryQuotes.create': {
    tag: 'Deliveries',
    summary: 'Offer a delivery quote',
    description:
      'A carrier’s price for delivering the order, whose service type must be `delivery`. An order may have many quotes. Nobody is told of it.',
    body: DeliveryQuoteCreate,
    answer: DeliveryQuote,
    example: {
      body: {
        carrier: 'Swift Wheels',
        carrier_ref: 'swift',
        ref: 'SWQ-881',
        fee: '3.90 EUR',
        estimated_pickup_at: '2026-03-14T18:45:00+01:00',
        estimated_dropoff_at: '2026-03-14T19:05:00+01:00',
      },
    },
  },
  'deliveryQuotes.accept': {
    tag: 'Deliveries',
    summary: 'Accept a delivery quote',
    description:
      'Sets `accepted_at`, once and for all, and fires `order.update`, so that the carrier hears of it. Accepting again changes nothing.',
    answer: DeliveryQuote,
  },
  'deliveryQuotes.get': {
    tag: 'Deliveries',
    summary: 'Get a delivery quote',
    description: 'One quote of the order.',
    answer: DeliveryQuote,
  },
  'deliveryQuotes.list': {
    tag: 'Deliveries',
    summary: 'List the delivery quotes of an order',
    description: 'Oldest first, of all carriers.',
    answer: Type.Array(DeliveryQuote),
  },
  'delivery.create': {
    tag: 'Deliveries',
    summary: 'Create the delivery of an order',
    description:
      'The one delivery of an order whose service type is `delivery`, with or without a quote before. Times such as `assigned_at` are stamped by the status when they are not given. Fires `delivery.create` and `order.update`.',
    body: DeliveryCreate,
    answer: Delivery,
    example: {
      body: {
        carrier: 'Swift Wheels',
        carrier_ref: 'swift',
        ref: 'SW-55021',
        status: 'pickup_enroute',
        fee: '3.90 EUR',
        estimated_dropoff_at: '2026-03-14T19:05:00+01:00',
        tracking_url: 'https://track.example.com/SW-55021',
        driver_name: 'Theo',
        driver_phone: '+33700900456',
      },
    },
  },
  'delivery.get': {
    tag: 'Deliveries',
    summary: 'Get the delivery of an order',
    description: 'With the driver’s position, which the order itself does not show. 404 while there is none.',
    answer: Delivery,
  },
  'delivery.update': {
    tag: 'Deliveries',
    summary: 'Update the delivery of an order',
    description:
      'Changes what is given; carrier and fee stay as they were. A status may follow any other, and stamps its time. Fires `delivery.update`, and `order.update` unless only the driver moved. PUT does the same.',
    body: DeliveryUpdate,
    answer: Delivery,
    example: {
      body: { status: 'dropoff_enroute', driver_latitude: '50.63297', driver_longitude: '3.05858' },
    },
  },
} as const satisfies ReferencePart
