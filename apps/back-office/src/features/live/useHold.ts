import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'

/** After this long without input, the user is not about to press anything. */
const restMs = 8000

/**
 * Whether the user is active within an element, by pointer, touch or keyboard. Its rows must not move meanwhile.
 * @returns handlers for the element
 */
export function useHold() {
  const [isHeld, setHeld] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const handlers = useMemo(() => {
    const release = () => {
      clearTimeout(timer.current)
      setHeld(false)
    }
    const hold = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(release, restMs)
      setHeld(true)
    }
    return {
      onPointerEnter: hold,
      onPointerMove: hold,
      onPointerDown: hold,
      onWheel: hold,
      onTouchMove: hold,
      onKeyDown: hold,
      onFocus: hold,
      // A finger leaves the screen after each touch, and comes back.
      onPointerLeave: ({ pointerType }: PointerEvent) => {
        if (pointerType === 'mouse') release()
      },
    }
  }, [])
  return { isHeld, handlers }
}
