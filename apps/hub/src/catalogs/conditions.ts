import type { PriceOverride, PriceOverrideInput, Restrictions, RestrictionsInput } from '@hub/contract'
import { distinct } from './distinct.ts'

/** The conditions that are set: null is no condition, `[]` is one (contract, catalogs §11). */
function conditions<T extends object>(input: T): Record<string, unknown> {
  const set = Object.entries(input).filter(([, value]) => value != null)
  return Object.fromEntries(set.map(([key, value]) => [key, Array.isArray(value) ? distinct(value) : value]))
}

export function buildRestrictions(input: RestrictionsInput | null | undefined): Restrictions {
  const { enabled, ...rest } = input ?? {}
  // Contract, catalogs §11: `enabled` is left out when true.
  return { ...(enabled === false ? { enabled } : {}), ...conditions(rest) }
}

export const buildOverrides = (input: PriceOverrideInput[] | null | undefined): PriceOverride[] =>
  (input ?? []).map(({ price, ...rest }) => ({ price, ...conditions(rest) }))

/** Whether a rule has a condition (contract, catalogs §12). A value that the reader refused counts as one. */
export const hasCondition = ({ price: _, ...conditions }: PriceOverrideInput) =>
  Object.values(conditions).some((value) => value !== null)
