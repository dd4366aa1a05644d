import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Clock } from '../platform/clock.ts'
import { refused } from '../platform/errors.ts'
import { readStations, type StoredStation, writeStations } from './store.ts'
import type { PairedStation } from './wire.ts'

export const maxStations = 50
/** How often «Dernière activité» is stored; it is also stored when the till stops. */
const seenEveryMs = 5 * 60_000

const hashOf = (key: string): string => createHash('sha256').update(key).digest('base64url')

/** The paired stations, each with its own key. */
export class Stations {
  readonly #file: string
  readonly #clock: Clock
  readonly #byHash: Map<string, StoredStation>
  /** Open responses, live streams included, by station id: revoking a station closes them. */
  readonly #open = new Map<string, Set<ServerResponse>>()
  #writtenAtMs: number
  #isChanged = false

  constructor(file: string, clock: Clock) {
    this.#file = file
    this.#clock = clock
    this.#byHash = new Map(readStations(file).map((station) => [station.keyHash, station]))
    this.#writtenAtMs = clock.now().epochMilliseconds
  }

  list(): PairedStation[] {
    return [...this.#byHash.values()].map(({ keyHash: _, ...station }) => station)
  }

  find(key: string): PairedStation | undefined {
    return key === '' ? undefined : this.#byHash.get(hashOf(key))
  }

  /**
   * Pairs a station and returns its key, of which only the hash is stored.
   * @throws {TillError} 422 when there are too many stations
   */
  add({ name, address }: Pick<PairedStation, 'name' | 'address'>): string {
    if (this.#byHash.size >= maxStations)
      throw refused(`${maxStations} postes sont déjà associés : révoquez-en un.`)
    const key = randomBytes(32).toString('base64url')
    const at = this.#now()
    const station = {
      id: randomUUID(),
      name,
      pairedAt: at,
      lastSeenAt: at,
      address,
      keyHash: hashOf(key),
    }
    this.#write([...this.#byHash.values(), station])
    this.#byHash.set(station.keyHash, station)
    return key
  }

  /** Invalidates the station's key and closes its open responses. Undefined when there is no such station. */
  revoke(id: string): PairedStation | undefined {
    const station = [...this.#byHash.values()].find((one) => one.id === id)
    if (!station) return undefined
    this.#write([...this.#byHash.values()].filter((one) => one !== station))
    this.#byHash.delete(station.keyHash)
    for (const response of this.#open.get(id) ?? []) response.destroy()
    return station
  }

  /** Records a request of a station, and tracks its response until it closes. */
  track({ id }: PairedStation, address: string, response: ServerResponse): void {
    const station = [...this.#byHash.values()].find((one) => one.id === id)
    if (!station) return
    station.lastSeenAt = this.#now()
    station.address = address
    this.#isChanged = true
    const open = this.#open.get(id) ?? new Set()
    this.#open.set(id, open.add(response))
    response.once('close', () => {
      open.delete(response)
      if (open.size === 0) this.#open.delete(id)
    })
  }

  /** Whether unsaved activity has waited long enough to be stored. */
  get isFlushDue(): boolean {
    return this.#isChanged && this.#clock.now().epochMilliseconds - this.#writtenAtMs >= seenEveryMs
  }

  flush(): void {
    if (this.#isChanged) this.#write([...this.#byHash.values()])
  }

  #write(stations: StoredStation[]): void {
    writeStations(this.#file, stations)
    this.#isChanged = false
    this.#writtenAtMs = this.#clock.now().epochMilliseconds
  }

  #now(): string {
    return this.#clock.now().toString({ smallestUnit: 'second' })
  }
}
