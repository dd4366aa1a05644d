import { fillPrivateRefs } from './fill.ts'
import type { EventRow, EventSummaryRow } from './store.ts'

/** Contract, callbacks §6: events of an App's connection carry its instance id. */
const instanceMember = (appInstanceId: string | null) =>
  appInstanceId === null ? '' : `,"app_instance_id":"${appInstanceId}"`

/** An event without its states, as the list and the stream show it (contract, callbacks §7). */
export const summaryText = (
  { id, head }: Pick<EventSummaryRow, 'id' | 'head'>,
  appInstanceId: string | null,
) => `{"id":"${id}",${head}${instanceMember(appInstanceId)}}`

/** The whole event. Every read gives the same text, built from what was stored with the change (callbacks §6). */
export function eventText(event: EventRow, appInstanceId: string | null): string {
  const refs = event.private_refs === null ? null : (JSON.parse(event.private_refs) as Record<string, string>)
  const members = [
    event.previous_state === null ? '' : `,"previous_state":${fillPrivateRefs(event.previous_state, refs)}`,
    event.new_state === null ? '' : `,"new_state":${fillPrivateRefs(event.new_state, refs)}`,
    event.state_change === null ? '' : `,"state_change":${event.state_change}`,
  ]
  return `{"id":"${event.id}",${event.head}${instanceMember(appInstanceId)}${members.join('')}}`
}
