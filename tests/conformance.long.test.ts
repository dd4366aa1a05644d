// Every acceptance check of the contract's API files, on a hub of the test's own. `npm run conformance` runs the same
// against any hub.
import { createTestDatabase } from '@hub/testing'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { checks } from '../conformance/checks.ts'
import { files } from '../conformance/lib/checks.ts'
import { startOwnHub } from '../conformance/lib/own-hub.ts'
import { createWorld, type OwnWorld } from '../conformance/lib/world.ts'

let own: Awaited<ReturnType<typeof startOwnHub>>
let world: OwnWorld

beforeAll(async () => {
  own = await startOwnHub(createTestDatabase)
  world = { ...createWorld(own), own }
})
afterAll(() => own.closeAll())

for (const file of files) {
  describe(file, () => {
    for (const { tag, title, run } of checks.filter((check) => check.file === file))
      test(`${title} (${tag})`, { timeout: 120_000 }, () => run(world))
  })
}
