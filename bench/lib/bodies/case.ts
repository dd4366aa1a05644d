import type { Fixture } from '../fixture.ts'

export const kB = 1024
export const MB = 1024 * kB

/** Values of the parameters in the paths of operations: `location_id`, `catalog_id`. */
export type PathParams = Readonly<Record<string, string>>

/** What the requests of the benchmark are about. */
export interface BodyTargets extends Fixture {
  params: PathParams
  /** Items of the order that `order_id` names. */
  itemIds: readonly string[]
  /** Skus of the large catalogue, as many as a body about its stock takes. */
  skuIds: readonly string[]
  /** Orders that are delivered: one with a delivery, one without. */
  deliveredId: string
  undeliveredId: string
}

/** Connections of apps, and a person signed in to the back office. */
export type Caller = 'webshop' | 'office' | 'manager'

/** A body as it is sent. */
export interface Body {
  shape: string
  bytes: Buffer
}
/** Made when it is sent: all of them would take gigabytes. */
export interface LazyBody {
  shape: string
  make: () => string | Buffer
}

/** The bodies of an operation. */
export interface Bodies {
  /** The route's limit (security S2). */
  maxBytes: number
  /**
   * The largest one that is taken.
   * @param turn another one each time, for what must be new
   */
  largest: (targets: BodyTargets, turn: number) => string | Buffer
  /** Refused as late as possible, by what this operation alone checks. */
  refusedLate?: ((targets: BodyTargets) => string) | undefined
  /** Instead of the shapes that every JSON route gets. */
  worst?: (maxBytes: number) => LazyBody[]
  caller?: Caller
  isArray?: boolean
  type?: string
  /** With an `Idempotency-Key`, another one each time. */
  isKeyed?: boolean
  /** Without `Content-Length`. */
  isChunked?: boolean
  /** Instead of the usual ones. */
  params?: (targets: BodyTargets) => PathParams
}

/** An operation with its bodies. */
export interface BodyCase extends Bodies {
  id: string
  method: string
  /** With parameters: `/v1/locations/:location_id`. */
  path: string
}

/** @throws {Error} when a parameter has no value */
export function pathOf({ path, params }: Pick<BodyCase, 'path' | 'params'>, targets: BodyTargets): string {
  const values = { ...targets.params, ...params?.(targets) }
  return path.replaceAll(/:(\w+)(\([^)]*\))?/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`${path}: no value for ${name}`)
    return value
  })
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))
/** A text of as many characters, each of two bytes. */
export const long = (length: number) => 'é'.repeat(length)
/** The same JSON each time. */
export const always = (value: object) => {
  const text = JSON.stringify(value)
  return () => text
}
