// Sells on the till of a folder, so many times: what another program counts is the difference between two numbers of times.
import { openTillSubject } from './till-subject.ts'

const [folder = '', times = '0'] = process.argv.slice(2)
const till = await openTillSubject(folder)
for (let sold = 0; sold < Number(times); sold++) till.sell()
await till.close()
