export const technicalEventKinds = [
  'start',
  'setting',
  'intervention',
  'connection',
  'backup',
  'restore',
  'import',
  'order_changed',
  'order_cancelled',
  'order_seen',
] as const
export type TechnicalEventKind = (typeof technicalEventKinds)[number]

/** An event of the JET. */
export interface TechnicalEvent {
  id: number
  at: string
  kind: TechnicalEventKind
  /** Profile and station, or «Caisse» for the program itself. */
  who: string
  what: string
}

export interface TechnicalEventPage {
  /** Newest first. */
  events: TechnicalEvent[]
  total: number
}
