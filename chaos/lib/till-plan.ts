import { createHash } from 'node:crypto'
import { seeded } from './random.ts'

/** What the shop does next; `share` picks among what there is, from 0 to 1. */
export type Step =
  | { kind: 'sale'; lines: { article: number; quantity: number }[] }
  | { kind: 'order' }
  | { kind: 'accept'; share: number }
  | { kind: 'export' }

export interface Strike {
  how: 'kill' | 'power'
  /** A kill comes this many milliseconds after the step has begun. */
  delayMs: number
  /** How much of the step is on the disk when the power goes: 0 to 1. */
  share: number
}

export type PlannedStep = Step & { strike?: Strike }

/** The steps that a seed gives, the same each time, whatever the machine does meanwhile. */
export function planOf(seed: number, kills: number): PlannedStep[] {
  const random = seeded(seed)
  const share = () => random.between(0, 1_000_000) / 1_000_000
  const step = (least = 0): Step => {
    const roll = least + (1 - least) * share()
    if (roll < 0.05) return { kind: 'export' }
    if (roll < 0.3) return { kind: 'order' }
    if (roll < 0.5) return { kind: 'accept', share: share() }
    const lines = Array.from({ length: random.between(1, 5) }, () => ({
      article: random.between(0, 1_000),
      quantity: random.between(1, 3),
    }))
    return { kind: 'sale', lines }
  }
  const plan: PlannedStep[] = [{ kind: 'order' }, { kind: 'export' }]
  for (let struck = 0; struck < kills; struck++) {
    for (let calm = random.between(2, 9); calm > 0; calm--) plan.push(step())
    const how = random.chance(0.5) ? 'power' : 'kill'
    // The power goes while the till writes what was done there.
    plan.push({
      ...step(how === 'power' ? 0.3 : 0),
      strike: { how, delayMs: random.between(0, 15), share: share() },
    })
  }
  return plan
}

/** Names a plan: two runs that print the same did the same. */
export const digestOf = (plan: PlannedStep[]) =>
  createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12)
