/** What one state of the screen shows: how many controls, and what is wrong with where they stand. */
export interface LayoutReport {
  /** The window on top, absent on the home screen. */
  window: string | undefined
  controlCount: number
  faults: string[]
}

/**
 * Runs in the page, so it calls nothing from outside itself. Every visible control must be hit at its centre, and must
 * neither be cut by a box around it nor reach past the screen; no text may be cut. What scrolls is scrolled first.
 */
export function findLayoutFaults(): LayoutReport {
  const tolerancePx = 1
  const faults: string[] = []
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  const scope = dialogs.findLast((dialog) => dialog.matches(':modal')) ?? document.body
  const hasModal = scope !== document.body

  const nameOf = (element: Element) => {
    const name =
      element.getAttribute('aria-label') ??
      (element instanceof HTMLInputElement || element instanceof HTMLSelectElement
        ? element.labels?.[0]?.textContent
        : element.textContent)
    const className = element.getAttribute('class')?.split(' ')[0]
    return `${element.tagName.toLowerCase()}${className ? `.${className}` : ''} «${(name ?? '').trim().slice(0, 40)}»`
  }
  const isVisible = (element: Element) => {
    const { width, height } = element.getBoundingClientRect()
    if (width === 0 || height === 0) return false
    if (element.closest('[inert], .visually-hidden')) return false
    const isShown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    return isShown && getComputedStyle(element).pointerEvents !== 'none'
  }
  function* ancestorsOf(element: Element) {
    for (let one = element.parentElement; one; one = one.parentElement) yield one
  }
  const clips = (overflow: string) => overflow !== 'visible'
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

  /** Scrolls as a person can: boxes that hide what overflows stay as they are. */
  const reveal = (element: Element) => {
    for (const box of ancestorsOf(element)) {
      const style = getComputedStyle(box)
      const outer = box.getBoundingClientRect()
      const inner = element.getBoundingClientRect()
      if (scrolls(style.overflowY))
        box.scrollTop += (inner.top + inner.bottom) / 2 - (outer.top + box.clientTop + box.clientHeight / 2)
      if (scrolls(style.overflowX) && box.scrollWidth > box.clientWidth)
        box.scrollLeft += (inner.left + inner.right) / 2 - (outer.left + box.clientLeft + box.clientWidth / 2)
    }
  }
  const hitAt = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  }
  const isHit = (element: Element, hit: Element | null) =>
    hit !== null &&
    (element.contains(hit) || (hit.closest('label')?.control === element && element.tagName === 'INPUT'))

  /** The box that cuts a rectangle, or the screen. */
  const cutBy = (element: Element, rect: DOMRect): string | undefined => {
    for (const box of ancestorsOf(element)) {
      const { overflowX, overflowY, position } = getComputedStyle(box)
      const outer = box.getBoundingClientRect()
      const isCutAcross =
        clips(overflowX) && (rect.left < outer.left - tolerancePx || rect.right > outer.right + tolerancePx)
      const isCutDown =
        clips(overflowY) && (rect.top < outer.top - tolerancePx || rect.bottom > outer.bottom + tolerancePx)
      if ((isCutAcross || isCutDown) && box !== document.body && box !== document.documentElement)
        return nameOf(box)
      if (position === 'fixed') break
    }
    const { innerWidth, innerHeight } = window
    const isOnScreen =
      rect.left >= -tolerancePx &&
      rect.top >= -tolerancePx &&
      rect.right <= innerWidth + tolerancePx &&
      rect.bottom <= innerHeight + tolerancePx
    return isOnScreen ? undefined : 'the screen'
  }

  const controls = [
    ...scope.querySelectorAll(
      'button, input:not([type=hidden]), select, textarea, a[href], summary, [role=tab], [role=menuitem]',
    ),
  ].filter(isVisible)
  for (const control of controls) {
    if (!isHit(control, hitAt(control)) || cutBy(control, control.getBoundingClientRect())) reveal(control)
    const hit = hitAt(control)
    if (!isHit(control, hit))
      faults.push(`${nameOf(control)} lies under ${hit ? nameOf(hit) : 'nothing on screen'}`)
    const box = cutBy(control, control.getBoundingClientRect())
    if (box) faults.push(`${nameOf(control)} is cut by ${box}`)
    // The words of a key stay in the key.
    if (control.tagName !== 'BUTTON') continue
    const words = document.createRange()
    words.selectNodeContents(control)
    const { left, right, top, bottom } = control.getBoundingClientRect()
    for (const rect of words.getClientRects())
      if (
        rect.left < left - tolerancePx ||
        rect.right > right + tolerancePx ||
        rect.top < top - 2 * tolerancePx ||
        rect.bottom > bottom + 2 * tolerancePx
      ) {
        faults.push(`the words of ${nameOf(control)} reach out of it`)
        break
      }
  }

  // A text that is cut across, unless it says so by its three points.
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || !node.textContent?.trim() || !isShownText(parent)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { left, right } = range.getBoundingClientRect()
    if (right - left === 0) continue
    for (const box of [parent, ...ancestorsOf(parent)]) {
      const { overflowX, textOverflow } = getComputedStyle(box)
      const outer = box.getBoundingClientRect()
      if (scrolls(overflowX) || textOverflow === 'ellipsis') break
      if (
        clips(overflowX) &&
        (right > outer.right + 2 * tolerancePx || left < outer.left - 2 * tolerancePx)
      ) {
        faults.push(`the text «${node.textContent.trim().slice(0, 40)}» is cut by ${nameOf(box)}`)
        break
      }
    }
  }
  function isShownText(element: Element) {
    if (element.closest('[inert], .visually-hidden, option, datalist, script, style')) return false
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }

  // Sideways scrolling hides columns: nothing but a sheet of paper may need it.
  for (const box of [document.documentElement, ...scope.querySelectorAll('*')]) {
    if (!box.checkVisibility() || box.closest('[inert]') || box.scrollWidth <= box.clientWidth + tolerancePx)
      continue
    if (box === document.documentElement || scrolls(getComputedStyle(box).overflowX))
      faults.push(`${nameOf(box)} scrolls sideways, ${box.scrollWidth - box.clientWidth} px`)
  }

  const top = [...document.querySelectorAll('[data-window]:not([inert], [hidden])')].at(-1)
  return {
    window: top?.getAttribute('data-window') ?? undefined,
    controlCount: controls.length,
    faults: hasModal
      ? faults.map((fault) => `in «${scope.querySelector('h2')?.textContent}»: ${fault}`)
      : faults,
  }
}
