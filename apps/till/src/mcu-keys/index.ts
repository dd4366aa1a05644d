import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { defineSetting, isOneOf, orNull, type Setting } from '../settings/index.ts'
import { type McuAction, type McuKeys, mcuActions, mcuNumbers } from './wire.ts'

const keys: Setting<McuAction | null>[] = mcuNumbers.map((number) =>
  defineSetting<McuAction | null>(`mcu.${number}`, null, orNull(isOneOf(...mcuActions))),
)

/** The programmable keys of CAISSE, configured in «Configuration» > «Poste». */
export function mcuKeys(platform: Platform): void {
  const { http, database, settings, live } = platform
  const read = (): McuKeys => ({ actions: keys.map((key) => settings.get(key)) })
  http.get('/api/counter/mcu-keys', read)
  http.put('/api/mcu-keys', ({ body }) => {
    const next = readKeys(body)
    database.transaction(() => {
      for (const [index, key] of keys.entries()) settings.set(key, next[index] ?? null)
      database.afterCommit(() => live.push('mcu-keys'))
    })
    return read()
  })
}

function readKeys(body: unknown): (McuAction | null)[] {
  const form = new Form(body)
  const actions = form.list('actions', mcuNumbers.length, (value) => {
    const isKnown = value === null || mcuActions.some((action) => action === value)
    if (!isKnown) form.fail('actions', 'Une action de la liste est attendue pour chaque touche.')
    return value as McuAction | null
  })
  form.check()
  return actions
}
