import Type, { type Static } from 'typebox'
import { Id, Named, Nullable, Time, Timezone } from './words.ts'

/** Resources of log entries, as the filter names them (back-office §4.4). */
export const logResources = [
  'account',
  'callback',
  'callback_log',
  'catalog',
  'category',
  'charge',
  'customer',
  'customer_list',
  'deal',
  'discount',
  'event',
  'image',
  'image_blob',
  'inventory',
  'location',
  'loyalty_card',
  'loyalty_operation',
  'option',
  'option_list',
  'order',
  'product',
  'sku',
] as const
export type LogResource = (typeof logResources)[number]
export const logMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const Optional = () => Type.Optional(Type.String())
/** Selects the log of one connection, deliveries included, or of one object, by any app. */
export const LogsQuery = Type.Object({
  connection_id: Optional(),
  order_id: Optional(), // with `location_id`
  location_id: Optional(),
  customer_list_id: Optional(),
  customer_id: Optional(), // with `customer_list_id`
  catalog_id: Optional(),
  resource: Type.Optional(Type.String({ description: 'several, with commas; all without it' })),
  method: Type.Optional(Type.String({ description: 'several, with commas' })),
  from: Type.Optional(Type.String({ description: 'a time; without offset that of `timezone`' })),
  to: Optional(),
  cursor: Optional(),
})

/** A call of the API, or a delivery of an event (`callback_log`). */
export const LogLine = Type.Object({
  id: Id,
  time: Time,
  app: Type.String(),
  resource: Nullable(Type.String({ description: 'one of the filter’s; null for what it does not name' })),
  method: Type.String(),
  url: Type.String({ description: 'a path, or for a delivery the address called, its query masked' }),
  status: Nullable(Type.Integer({ description: 'null when no answer came' })),
  error: Nullable(Type.String({ description: 'why none came' })),
})
export type LogLine = Static<typeof LogLine>
/** Newest first, 50 a page. */
export const LogsPage = Type.Object({
  timezone: Timezone,
  lines: Type.Array(LogLine),
  next_cursor: Nullable(Type.String()),
})
export type LogsPage = Static<typeof LogsPage>

const Headers = Type.Record(Type.String(), Type.String())
/** One exchange in the detail panel (back-office §4.7). Only writes have bodies, cut at `max_body`. */
export const LogExchange = Type.Object({
  kind: Type.Union([
    Type.Literal('request'),
    Type.Literal('active'), // delivered by the hub
    Type.Literal('passive'), // recorded for polling: no exchange
  ]),
  app: Type.String(),
  time: Time,
  method: Type.String(),
  url: Type.String(),
  status: Nullable(Type.Integer()),
  error: Nullable(Type.String()),
  duration_ms: Nullable(Type.Number()),
  request_headers: Nullable(Headers),
  request_body: Nullable(Type.String()),
  answer_headers: Nullable(Headers),
  answer_body: Nullable(Type.String()),
})
export type LogExchange = Static<typeof LogExchange>
/** The request, then each attempt of the deliveries that it caused. */
export const LogDetails = Type.Object({
  timezone: Timezone,
  max_body: Type.Integer({ description: 'characters' }),
  exchanges: Type.Array(LogExchange),
})
export type LogDetails = Static<typeof LogDetails>

/** The card above a connection's logs (back-office §4.4), and «Voir l'activité» (§4.2). */
export const ConnectionDetails = Type.Object({
  id: Id,
  client_name: Type.String(),
  timezone: Timezone,
  ended: Type.Boolean(),
  scope: Type.String(),
  device_id: Nullable(Type.String()),
  catalog: Nullable(Named),
  customer_list: Nullable(Named),
  callback_url: Nullable(Type.String()), // its query masked
  callback_events: Type.Record(Type.String(), Type.Array(Type.String())),
  may_see_token: Type.Boolean(),
  activity: Type.Array(Type.Object({ day: Type.String(), count: Type.Integer() })), // each of the last 30 days
})
export type ConnectionDetails = Static<typeof ConnectionDetails>
export const AccessToken = Type.Object({ token: Type.String() })
