import { type RefObject, useEffect, useRef } from 'react'

/** A scanner types like a keyboard, only faster than any hand: this is what a key takes, on average. */
const mostMsPerKey = 60
/** A longer pause begins another reading. */
const pauseMs = 250
const leastLength = 6

interface Burst {
  text: string
  startedAt: number
  /** Of the last key. */
  at: number
  /** What it typed into, and what stood there before. */
  field: HTMLInputElement | undefined
  before: string
}

/**
 * Hears a scanner wherever the keyboard is in CAISSE, dialogs included: a burst of keys ended by Enter. In the field of
 * codes nothing is to be done, it reads it as it reads a hand.
 * @param onCode called with what was read elsewhere; the field that it went into gets back what it held
 */
export function useScanner(
  root: RefObject<HTMLElement | null>,
  entry: RefObject<HTMLInputElement | null>,
  onCode: (code: string) => void,
): void {
  const latest = useRef(onCode)
  useEffect(() => {
    latest.current = onCode
  })
  useEffect(() => {
    let burst: Burst | undefined
    const onKey = (event: KeyboardEvent) => {
      const { key, target, timeStamp, ctrlKey, altKey, metaKey } = event
      if (key === 'Shift' || ctrlKey || altKey || metaKey) return
      if (!root.current || target === entry.current || !isHeard(root.current, target)) {
        burst = undefined
        return
      }
      if (key.length === 1) {
        if (!burst || timeStamp - burst.at > pauseMs) burst = startOf(target, timeStamp)
        burst = { ...burst, text: burst.text + key, at: timeStamp }
        return
      }
      const read = burst
      burst = undefined
      if (key !== 'Enter' || !read || !isReading(read, timeStamp)) return
      event.preventDefault()
      event.stopPropagation()
      if (read.field) giveBack(read.field, read.before)
      latest.current(read.text)
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [root, entry])
}

const isReading = ({ text, startedAt }: Burst, endedAt: number) =>
  text.length >= leastLength && endedAt - startedAt <= text.length * mostMsPerKey

const startOf = (target: EventTarget | null, startedAt: number): Burst => {
  const field = target instanceof HTMLInputElement ? target : undefined
  return { text: '', startedAt, at: startedAt, field, before: field?.value ?? '' }
}

/** In CAISSE while it is on top. Fields take what is typed into them, but an amount is never a bar code. */
function isHeard(root: HTMLElement, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || root.closest('.window')?.hasAttribute('inert')) return false
  if (target.closest('.settlement, .typed')) return true
  if (target.closest('input, select, textarea')) return false
  return root.contains(target) || target === document.body || target.contains(root)
}

/** As if typed, so that whoever owns the field hears of it. */
function giveBack(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
