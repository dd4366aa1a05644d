import type { Target } from './engine.ts'
import { seeded } from './random.ts'

export interface PlannedStrike {
  target: Target
  /** So many changes are acknowledged between the end of the strike before and this one. */
  changes: number
  delayMs: number
  /** A killed hub: whether its successor finds the PostgreSQL of before still ending, or only its files. */
  restartsAtOnce: boolean
  /** A full disk: whether PostgreSQL is made to need a new file for its log, without which it cannot go on. */
  needsLog: boolean
  /** How long the disk stays full once something was refused. */
  fullMs: number
}

/** What the seed decides: the same for the same seed, however fast the machine is. */
export function planStrikes(seed: number, kills: number, targets: readonly Target[]): PlannedStrike[] {
  const random = seeded(seed)
  return Array.from({ length: kills }, () => ({
    target: targets[random.between(0, targets.length - 1)]!,
    changes: random.between(20, 40),
    delayMs: random.between(0, 40),
    restartsAtOnce: random.chance(0.5),
    needsLog: random.chance(0.5),
    fullMs: random.between(0, 1500),
  }))
}
