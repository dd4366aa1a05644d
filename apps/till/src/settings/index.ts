import type { Database } from '../platform/database.ts'

export * from './kinds.ts'

/**
 * A typed setting, stored as one row. Each folder declares its own beside its code:
 * `export const sound = defineSetting('webOrders.sound', true, isBoolean)`.
 */
export interface Setting<T> {
  key: string
  /** The value while nothing is stored. */
  initial: T
  accepts: (value: unknown) => value is T
}

export function defineSetting<T>(
  key: string,
  initial: NoInfer<T>,
  accepts: (value: unknown) => value is T,
): Setting<T> {
  return { key, initial, accepts }
}

/** Settings that a page shows together, each by its name on the wire. */
export type SettingGroup = Record<string, Setting<unknown>>
export type ValuesOf<G extends SettingGroup> = {
  [Name in keyof G]: G[Name] extends Setting<infer T> ? T : never
}

export class Settings {
  readonly #database: Database
  readonly #listeners = new Map<string, ((value: unknown) => void)[]>()
  /** Cache of primitive values by key: a sale reads the time zone for each line. */
  readonly #known = new Map<string, unknown>()
  /** Keys written by a transaction that has not committed and may roll back: not cached. */
  readonly #unsettled = new Set<string>()
  readonly #watchers: ((key: string, before: string, after: string) => void)[] = []

  constructor(database: Database) {
    this.#database = database
    database.onStrangersCommit(() => this.#known.clear())
  }

  /** The stored value, or the initial one when none is stored or the stored one is no longer valid. */
  get<T>({ key, initial, accepts }: Setting<T>): T {
    if (this.#known.has(key)) return this.#known.get(key) as T
    const row = this.#database.get<{ value: string }>('select value from setting where key = ?', key)
    const stored: unknown = row ? JSON.parse(row.value) : initial
    const value = accepts(stored) ? stored : initial
    const isPlain = typeof value !== 'object' || value === null
    if (isPlain && !this.#unsettled.has(key)) this.#known.set(key, value)
    return value
  }

  /**
   * Stores the value, in the caller's transaction. If it changed, listeners are called after the commit.
   * @throws {RangeError} if the value is not valid for the setting; validate user input before
   */
  set<T>(setting: Setting<T>, value: T): void {
    if (!setting.accepts(value)) throw new RangeError(`${setting.key} cannot be ${JSON.stringify(value)}`)
    const text = JSON.stringify(value)
    const before = JSON.stringify(this.get(setting))
    if (text === before) return
    this.#database.run(
      'insert into setting values (?, ?) on conflict (key) do update set value = excluded.value',
      setting.key,
      text,
    )
    this.#known.delete(setting.key)
    this.#unsettled.add(setting.key)
    for (const watcher of this.#watchers) watcher(setting.key, before, text)
    this.#database.afterCommit(() => {
      this.#unsettled.delete(setting.key)
      for (const listener of this.#listeners.get(setting.key) ?? []) listener(value)
    })
  }

  /** {@link get} for each setting of a group, by name. */
  getAll<G extends SettingGroup>(group: G): ValuesOf<G> {
    const values = Object.entries(group).map(([name, setting]) => [name, this.get(setting)])
    return Object.fromEntries(values) as ValuesOf<G>
  }

  /**
   * {@link set} for the settings of a group that have a value in `values`.
   * @throws {RangeError} as {@link set}
   */
  setAll<G extends SettingGroup>(group: G, values: Partial<ValuesOf<G>>): void {
    for (const [name, setting] of Object.entries(group))
      if (values[name] !== undefined) this.set(setting, values[name])
  }

  /** Calls `watcher` at each change of any setting, inside its transaction; values are JSON. */
  watch(watcher: (key: string, before: string, after: string) => void): void {
    this.#watchers.push(watcher)
  }

  /** Calls `listener` with the new value after each commit that changed it. */
  onChange<T>(setting: Setting<T>, listener: (value: T) => void): void {
    const list = this.#listeners.get(setting.key) ?? []
    this.#listeners.set(setting.key, [...list, listener as (value: unknown) => void])
  }
}
