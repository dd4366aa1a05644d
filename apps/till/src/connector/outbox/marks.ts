// Marks that record which till decided on an order. Pure: values in, values out.
//
// The hub accepts a status from any till of the application and does not report it to the others. It merges
// custom fields by key at the first level (contract, kezia D29). Each till writes under a key of its own, so
// no till overwrites another's mark, and the answer to a decision shows which ones came before it (D28).

/** What a till writes under its key. */
export interface DecisionMark {
  status: 'accepted' | 'rejected'
  /** The promised time. */
  confirmed_time?: string
  /**
   * Keys of other tills that were present when this one decided: an order may be put back to `received` after
   * a decision.
   */
  after?: string[]
}

const prefix = 'epos_'
const uuidLetters = 8

/** `epos_0-1-3f2a91c4`: readable, and too little of the device id to open a connection in its name. */
export const markKeyOf = (deviceId: string) => {
  const [site = '', poste = '', ...uuid] = deviceId.split('-')
  return `${prefix}${site}-${poste}-${uuid.join('').slice(0, uuidLetters)}`
}

/** The mark of a decision taken on the order as it was just read. */
export function markAfter(
  customFields: Record<string, unknown> | undefined,
  key: string,
  mark: DecisionMark,
): Record<string, DecisionMark> {
  const after = Object.keys(marksOf(customFields)).filter((other) => other !== key)
  return { [key]: after.length === 0 ? mark : { ...mark, after } }
}

/**
 * The decision of another till that the hub accepted between this till's read of the order and its own
 * decision; undefined when this till was first.
 * @param customFields from the hub's answer to the decision
 */
export function earlierDecision(
  customFields: Record<string, unknown> | undefined,
  key: string,
): DecisionMark | undefined {
  const marks = marksOf(customFields)
  const known = new Set([key, ...(marks[key]?.after ?? [])])
  const others = Object.entries(marks).flatMap(([other, mark]) => (known.has(other) ? [] : [mark]))
  return others.find(({ status }) => status === 'rejected') ?? others[0]
}

function marksOf(customFields: Record<string, unknown> | undefined): Record<string, DecisionMark> {
  return Object.fromEntries(
    Object.entries(customFields ?? {}).flatMap(([key, value]) =>
      key.startsWith(prefix) && isMark(value) ? [[key, value] as const] : [],
    ),
  )
}

const isMark = (value: unknown): value is DecisionMark =>
  typeof value === 'object' &&
  value !== null &&
  'status' in value &&
  (value.status === 'accepted' || value.status === 'rejected')
