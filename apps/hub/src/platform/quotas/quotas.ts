import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import * as store from './store.ts'

/** A limit per time window; windows are aligned on UTC. */
export interface Quota {
  kind: string
  limit: number
  windowMs: number
}

export interface QuotaOwner {
  /** `''` for an owner without an account. */
  accountId: string
  id: string
}

/** The quota that refuses, and when its window ends. */
export interface Exhausted {
  quota: Quota
  /** Whole seconds, at least 1. */
  retryAfterSeconds: number
}

/**
 * Quotas that hold for all processes of the hub together. Each process reserves blocks of a twentieth from the
 * database and counts them in memory. A limit is never exceeded. It is exact with one process; with several, a
 * refusal may come early by at most one block per other process.
 */
export interface Quotas {
  /**
   * Takes one of each quota, or none if one of them is exhausted, so a refusal costs nothing.
   * @returns undefined if admitted; a promise only if the database must be asked
   */
  take(owner: QuotaOwner, quotas: readonly Quota[]): Exhausted | undefined | Promise<Exhausted | undefined>
  /**
   * Takes `amount` of each quota, or none, directly from the database. For work that is expensive enough to be
   * counted in the transaction that does it, so that a rollback also undoes the count.
   * @returns the quota that refuses
   */
  takeMany(
    trx: Db,
    owner: QuotaOwner,
    quotas: readonly Quota[],
    amount: number,
  ): Promise<Exhausted | undefined>
  /** Returns what was reserved and not used. */
  close(): Promise<void>
}

/** What this process has reserved of one quota in the window that starts at `startMs`. */
interface Holding {
  quota: Quota
  startMs: number
  left: number
  /** The database has nothing more to grant in this window. */
  isLast: boolean
}

interface Account {
  owner: QuotaOwner
  holdings: Map<string, Holding>
  refill: Promise<void> | undefined
  waiting: number
}

const blocksPerLimit = 20
const sweepEveryMs = 60_000

const blockOf = ({ limit }: Quota) => Math.max(1, Math.floor(limit / blocksPerLimit))
const endOf = ({ startMs, quota }: Holding) => startMs + quota.windowMs

export function createQuotas({ db, clock }: { db: Db; clock: Clock }): Quotas {
  const accounts = new Map<string, Account>()
  let sweptAtMs = clock.now()

  function holdingOf({ holdings }: Account, quota: Quota, nowMs: number): Holding {
    const known = holdings.get(quota.kind)
    if (known && nowMs < endOf(known)) return known
    const holding = { quota, startMs: nowMs - (nowMs % quota.windowMs), left: 0, isLast: false }
    holdings.set(quota.kind, holding)
    return holding
  }

  /** 'empty' if the database must be asked. */
  function takeHeld(
    account: Account,
    quotas: readonly Quota[],
    nowMs: number,
  ): Exhausted | undefined | 'empty' {
    let exhausted: Holding | undefined
    let isEmpty = false
    for (const quota of quotas) {
      const holding = holdingOf(account, quota, nowMs)
      if (holding.left > 0) continue
      isEmpty = true
      if (holding.isLast && (!exhausted || endOf(holding) > endOf(exhausted))) exhausted = holding
    }
    if (exhausted) {
      const retryAfterSeconds = Math.max(1, Math.ceil((endOf(exhausted) - nowMs) / 1000))
      return { quota: exhausted.quota, retryAfterSeconds }
    }
    if (isEmpty) return 'empty'
    for (const quota of quotas) account.holdings.get(quota.kind)!.left--
    return undefined
  }

  async function refill(account: Account, quotas: readonly Quota[]): Promise<void> {
    const nowMs = clock.now()
    const empty = quotas.map((quota) => holdingOf(account, quota, nowMs)).filter(({ left }) => left === 0)
    if (empty.length === 0) return
    // Requests that are waiting now use theirs at once, and they may be more than a block.
    const wanted = empty.map(({ quota }) => Math.min(quota.limit, Math.max(blockOf(quota), account.waiting)))
    const granted = await store.take(db, {
      accountId: account.owner.accountId,
      ownerId: account.owner.id,
      wishes: empty.map(({ quota, startMs }, index) => ({
        kind: quota.kind,
        startsAt: new Date(startMs),
        wanted: wanted[index]!,
        maximum: quota.limit,
      })),
    })
    for (const [index, holding] of empty.entries()) {
      const given = granted.find(({ kind }) => kind === holding.quota.kind)?.granted ?? 0
      holding.left += given
      holding.isLast = given < wanted[index]!
    }
  }

  async function takeAsked(account: Account, quotas: readonly Quota[]): Promise<Exhausted | undefined> {
    account.waiting++
    try {
      for (;;) {
        const taken = takeHeld(account, quotas, clock.now())
        if (taken !== 'empty') return taken
        account.refill ??= refill(account, quotas).finally(() => {
          account.refill = undefined
        })
        await account.refill
      }
    } finally {
      account.waiting--
    }
  }

  /** Drops accounts whose windows are all over. */
  function sweep(nowMs: number) {
    if (nowMs - sweptAtMs < sweepEveryMs) return
    sweptAtMs = nowMs
    for (const [key, { holdings, waiting }] of accounts) {
      if (waiting === 0 && holdings.values().every((holding) => endOf(holding) <= nowMs)) accounts.delete(key)
    }
  }

  return {
    take(owner, quotas) {
      const nowMs = clock.now()
      sweep(nowMs)
      const key = `${owner.accountId} ${owner.id}`
      const account = accounts.get(key) ?? { owner, holdings: new Map(), refill: undefined, waiting: 0 }
      accounts.set(key, account)
      const taken = takeHeld(account, quotas, nowMs)
      return taken === 'empty' ? takeAsked(account, quotas) : taken
    },
    async takeMany(trx, { accountId, id }, quotas, amount) {
      const nowMs = clock.now()
      const startOf = ({ windowMs }: Quota) => nowMs - (nowMs % windowMs)
      const granted = await store.take(trx, {
        accountId,
        ownerId: id,
        wishes: quotas.map((quota) => ({
          kind: quota.kind,
          startsAt: new Date(startOf(quota)),
          wanted: amount,
          maximum: quota.limit,
        })),
      })
      const given = new Map(granted.map((row) => [row.kind, row.granted]))
      const quota = quotas
        .filter(({ kind }) => (given.get(kind) ?? 0) < amount)
        .sort((a, b) => b.windowMs - a.windowMs)[0]
      if (!quota) return undefined
      return {
        quota,
        retryAfterSeconds: Math.max(1, Math.ceil((startOf(quota) + quota.windowMs - nowMs) / 1000)),
      }
    },
    async close() {
      const unused = [...accounts.values()].flatMap(({ owner, holdings }) =>
        [...holdings.values()]
          .filter(({ left }) => left > 0)
          .map(({ quota, startMs, left }) => ({
            accountId: owner.accountId,
            ownerId: owner.id,
            kind: quota.kind,
            startsAt: new Date(startMs),
            amount: left,
          })),
      )
      accounts.clear()
      if (unused.length > 0) await store.giveBack(db, { unused })
    },
  }
}

const keepMs = 2 * 24 * 60 * 60 * 1000

/** Deletes the windows that ended long ago. */
export const forgetOldQuotas = async (db: Db, nowMs: number): Promise<void> => {
  await store.forget(db, { before: new Date(nowMs - keepMs) })
}
