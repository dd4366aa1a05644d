import type { Limit } from '../ranges.ts'
import type { ClosingKind } from './wire.ts'

export interface Books {
  /** The limit of the last closing of each kind. */
  closed: Record<ClosingKind, Limit>
  /** The limit of what is recorded so far. */
  now: Limit
}

/** The closing that must be up to date first: a month consists of days, a year of months. */
const partOf = { day: null, month: 'day', year: 'month' } as const

/** Why a closing cannot be made now, as a sentence; null when it can. */
export function refusalOf(kind: ClosingKind, { closed, now }: Books): string | null {
  const isUpToDate = (one: ClosingKind) =>
    closed[one].sale === now.sale && closed[one].deposit === now.deposit
  const part = partOf[kind]
  if (isUpToDate(kind)) return nothing[kind]
  return part === null || isUpToDate(part) ? null : first[part]
}

const nothing: Record<ClosingKind, string> = {
  day: "Aucune vente depuis la dernière clôture : il n'y a rien à clôturer.",
  month: "Aucune vente depuis la dernière clôture du mois : il n'y a rien à clôturer.",
  year: "Aucune vente depuis la dernière clôture de l'année : il n'y a rien à clôturer.",
}

const first = {
  day: "Des ventes ne sont pas clôturées : faites d'abord la clôture du jour.",
  month: "Des journées ne sont pas dans une clôture du mois : faites d'abord celle-ci.",
} as const
