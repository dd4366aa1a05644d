import { type EventType, eventTypes, grants, type ResourceType, type Scope } from '@hub/contract'
import { canReach } from '../oauth/caller.ts'
import { addProblem, type Problem } from '../platform/errors.ts'
import { shown } from '../platform/shown.ts'

export type Events = Partial<Record<ResourceType, EventType[]>>

const eventOrder: readonly EventType[] = ['create', 'update', 'patch', 'delete']
const isResourceType = (text: string): text is ResourceType => Object.hasOwn(eventTypes, text)

/** Whether the scope covers events of the resource (contract, callbacks §2). */
export function covers(scope: Scope, resource: ResourceType): boolean {
  switch (eventTypes[resource].needs) {
    case null:
      return true
    case 'orders':
      return grants(scope, 'orders', 'read')
    case 'customer_list':
      return canReach(scope, 'customer_list', 'read')
    case 'catalog':
      return canReach(scope, 'catalog', 'read')
    case 'inventory':
      return grants(scope, 'inventory', 'read') || canReach(scope, 'catalog', 'read')
  }
}

/** Reads the `events` of POST /callback: without empty lists, types in the contract's order (callbacks §2). */
export function readEvents(given: unknown, scope: Scope, problems: Problem[]): Events {
  const report = (field: string, message: string) => addProblem(problems, field, message)
  if (given === undefined || given === null) {
    report('events', "can't be blank")
    return {}
  }
  if (typeof given !== 'object' || Array.isArray(given)) {
    report('events', 'must be a map of resource types to arrays of event types')
    return {}
  }
  const events: Events = {}
  for (const [resource, types] of Object.entries(given)) {
    if (types === null) continue
    if (!isResourceType(resource)) {
      report(`events.${shown(resource)}`, 'is not a valid resource type')
      continue
    }
    if (!Array.isArray(types)) {
      report('events', 'must be a map of resource types to arrays of event types')
      continue
    }
    const allowed: readonly string[] = eventTypes[resource].types
    for (const type of types) {
      if (allowed.includes(type)) continue
      report(`events.${resource}`, `'${shown(type)}' is not a valid event type`)
    }
    if (types.length === 0) continue
    const { needs } = eventTypes[resource]
    if (!covers(scope, resource)) report('events', `${needs} scope required`)
    events[resource] = eventOrder.filter((type) => types.includes(type))
  }
  return events
}

export interface Subscription {
  topic: string
  /** The one catalog or list whose events are wanted; null for all that the connection may access. */
  targetId: string | null
}

/** What a connection listens to: its callback's events, limited by its scope and its bound resources (§3). */
export function subscriptions(
  events: Events,
  {
    scope,
    catalogId,
    customerListId,
  }: { scope: Scope; catalogId: string | null; customerListId: string | null },
): Subscription[] {
  const result: Subscription[] = []
  for (const [resource, types] of Object.entries(events) as [ResourceType, EventType[]][]) {
    if (!covers(scope, resource)) continue
    for (const type of types) {
      const targetId = target(resource, { scope, catalogId, customerListId })
      // Contract, callbacks §3: a connection bound to one catalog gets no events about new ones.
      if (targetId === undefined || (`${resource}.${type}` === 'catalog.create' && targetId !== null))
        continue
      result.push({ topic: `${resource}.${type}`, targetId })
    }
  }
  return result
}

function target(
  resource: ResourceType,
  {
    scope,
    catalogId,
    customerListId,
  }: { scope: Scope; catalogId: string | null; customerListId: string | null },
): string | null | undefined {
  switch (resource) {
    case 'catalog':
      return grants(scope, 'all_catalogs', 'read') ? null : (catalogId ?? undefined)
    case 'inventory':
      if (grants(scope, 'inventory', 'read') || grants(scope, 'all_catalogs', 'read')) return null
      return catalogId ?? undefined
    case 'customer':
    case 'customer_list':
      return grants(scope, 'all_customer_lists', 'read') ? null : (customerListId ?? undefined)
    default:
      return null
  }
}
