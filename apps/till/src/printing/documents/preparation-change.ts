import { compareDishes, dishesOf } from '../differences.ts'
import { centred, gap, inverse, type PrintDocument, rule, text } from '../document.ts'
import { headOf, type PreparationHead, type PrintedLine } from './order.ts'
import { dayAndTime, shortTime } from './words.ts'

/** An order as a kitchen station last got it. */
export interface StationState {
  lines: PrintedLine[]
  /** The customer's notes for the whole order. */
  notes: string | null
  /** «LivePepper / Livraison». */
  service: string
  tableName: string | null
  /** The promised time; null for as soon as possible. */
  promisedAt: string | null
}

/** When and for which station a ticket is printed. */
export interface TicketPlace {
  /** «Nom du ticket de préparation»; empty for the articles without one. */
  name: string
  head: PreparationHead
  now: Temporal.Instant
  timeZone: string
}

/**
 * The ticket «MODIFIÉ», «RETARD 15:57 → 16:07» or both, with only what changed since the station's last
 * ticket (contract, counter T37, T38, T41). Undefined when nothing changed.
 */
export function changeTicket(
  before: StationState,
  after: StationState,
  place: TicketPlace,
): PrintDocument | undefined {
  const moved = movedTime(before.promisedAt, after.promisedAt, place)
  const changes = [
    ...compareDishes(dishesOf(before.lines), dishesOf(after.lines), { pricesIn: null }).flatMap(
      ({ sign, text: what, details }) => [
        // A changed quantity has its own arrow.
        text(sign === '→' ? what : `${sign} ${what}`, 'tall'),
        ...details.map((detail) => text(detail, 'bold', { indent: 1 })),
      ],
    ),
    ...orderChanges(before, after),
  ]
  if (changes.length === 0 && moved === undefined) return undefined
  return [
    ...(changes.length > 0 ? [inverse('MODIFIÉ')] : []),
    ...(moved === undefined ? [] : [inverse(moved, 'tall')]),
    ...ticketOf(place, changes),
  ]
}

/** «ANNULÉ», with what the station's last ticket asked for (contract, counter T42). */
export const cancelTicket = ({ lines }: StationState, place: TicketPlace): PrintDocument => [
  inverse('ANNULÉ'),
  ...ticketOf(
    place,
    compareDishes(dishesOf(lines), [], { pricesIn: null }).map(({ text: what }) => text(`− ${what}`, 'tall')),
  ),
]

const ticketOf = ({ name, head, now, timeZone }: TicketPlace, body: PrintDocument): PrintDocument => [
  centred(name ? `PREPARATION ${name}` : 'PREPARATION', 'bold'),
  ...headOf(head),
  ...(body.length > 0 ? [rule, ...body] : []),
  rule,
  ...(head.person[0] ? [text(head.person[0], 'bold')] : []),
  gap,
  centred(`Imprimé le ${dayAndTime(now.toString(), timeZone)}`),
]

/** «RETARD 15:57 → 16:07» or «AVANCÉ …»; undefined when both times read the same, or one is missing. */
function movedTime(
  from: string | null,
  to: string | null,
  { now, timeZone }: TicketPlace,
): string | undefined {
  if (from === null || to === null) return undefined
  const [before, after] = [shortTime(from, now, timeZone), shortTime(to, now, timeZone)]
  if (before === after) return undefined
  return `${Date.parse(to) > Date.parse(from) ? 'RETARD' : 'AVANCÉ'} ${before} → ${after}`
}

function orderChanges(before: StationState, after: StationState): PrintDocument {
  const changed = (label: string, from: string | null, to: string | null) =>
    (from ?? '') === (to ?? '') ? [] : [text(`${label}${from || '(rien)'} → ${to || '(rien)'}`, 'bold')]
  return [
    ...changed('', before.service, after.service),
    ...changed('Table : ', before.tableName, after.tableName),
    ...changed('Note : ', before.notes, after.notes),
  ]
}
