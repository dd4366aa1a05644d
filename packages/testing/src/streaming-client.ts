// An app of its own process that follows its live events: `node streaming-client.ts <origin> <token>`.
import { createClient } from '@hub/client'

const [apiOrigin = '', token = ''] = process.argv.slice(2)
const { events } = createClient({ apiOrigin, token })
const { signal } = new AbortController()
for await (const { id } of events.stream({ signal, onOpen: () => console.log('open') })) console.log(id)
