import { expect, test } from 'vitest'
import { createAlarm } from './alarm.ts'

function clocked() {
  let now = Temporal.Instant.from('2026-03-14T12:00:00Z')
  const alarm = createAlarm({ now: () => now })
  return { alarm, now: () => now, jump: (seconds: number) => (now = now.add({ seconds })) }
}
const never = new AbortController().signal

test('a ring ends the wait, also when it came before', async () => {
  const { alarm } = clocked()
  const wait = alarm.wait(undefined, never)
  alarm.ring()
  await wait
  alarm.ring()
  await alarm.wait(undefined, never)
})

test('a time that has come ends it, by the clock of the till', async () => {
  const { alarm, now, jump } = clocked()
  const wait = alarm.wait(now().add({ hours: 1 }), never)
  jump(3600)
  await wait
  await alarm.wait(now().subtract({ seconds: 1 }), never)
})

test('the end of the program ends it', async () => {
  const { alarm, now } = clocked()
  const stop = new AbortController()
  const waits = [alarm.wait(now().add({ hours: 1 }), stop.signal)]
  stop.abort()
  await Promise.all(waits)
  await alarm.wait(undefined, stop.signal)
  expect(stop.signal.aborted).toBe(true)
})

test('a clock that is put back by an hour does not make it wait an hour more', async () => {
  const { alarm, now, jump } = clocked()
  const wait = alarm.wait(now().add({ seconds: 30 }), never)
  jump(-3600)
  await wait
})
