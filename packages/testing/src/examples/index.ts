import type { OperationId } from '@hub/contract'
import { exampleId } from '@hub/contract/reference'
import { settle } from './settle.ts'
import { type ExampleWorld, exampleOf, send } from './world.ts'

export { shapeOf } from './settle.ts'
export { createExampleWorld, type ExampleWorld } from './world.ts'

/**
 * What a hub answers to the example of an operation, with the ids and times of the reference.
 * @throws when it is refused
 */
export async function replayExample(id: OperationId, world: ExampleWorld): Promise<unknown> {
  const app = world.callerOf(id)
  if (id === 'events.stream') {
    const stream = app.stream()
    const { event, data } = (await stream.next())!
    stream.close()
    const told = JSON.stringify(settle(JSON.parse(data), world.ids, undefined))
    return `id: ${exampleId('event_id')}\nevent: ${event}\ndata: ${told}\n\n`
  }
  const { body } = await send(app, id, world)
  return settle(body, world.ids, exampleOf(id, world))
}
