/** What one state of the screen shows: how many controls, and what is wrong with where they stand. */
export interface LayoutReport {
  /** The window on top, absent on the home screen. */
  window: string | undefined
  /** The title of the dialog over it. */
  dialog: string | undefined
  controlCount: number
  faults: string[]
}

/**
 * Runs in the page, so it calls nothing from outside itself. Every visible control must be hit at its centre, and must
 * neither be cut by a box around it nor reach past the screen; no text may be cut. What scrolls is scrolled first. A
 * line of news of two hundred signs, where such lines appear, must lie over no control.
 */
export function findLayoutFaults(): LayoutReport {
  const tolerancePx = 1
  const longSentence = 'Une phrase assez longue, comme la caisse en dit parfois. '.repeat(4)
  const faults: string[] = []
  const dialogs = [...document.querySelectorAll('dialog[open]')]
  // An open menu hangs over the rest, which waits.
  const menuBar = document.querySelector('[role=menubar]:has([aria-expanded=true])')
  const scope = dialogs.findLast((dialog) => dialog.matches(':modal')) ?? menuBar ?? document.body
  const hasModal = scope.matches('dialog')

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
  for (const control of underNews(controls)) faults.push(`${nameOf(control)} lies under a line of news`)
  for (const control of controls) {
    if (!isHit(control, hitAt(control)) || cutBy(control, control.getBoundingClientRect())) reveal(control)
    const hit = hitAt(control)
    if (!isHit(control, hit))
      faults.push(`${nameOf(control)} lies under ${hit ? nameOf(hit) : 'nothing on screen'}`)
    const box = cutBy(control, control.getBoundingClientRect())
    if (box) faults.push(`${nameOf(control)} is cut by ${box}`)
    // The words of a key stay in the key.
    if (control.tagName !== 'BUTTON') continue
    const { left, right, top, bottom } = control.getBoundingClientRect()
    const isOut = wordsOf(control).some(
      (rect) =>
        rect.left < left - tolerancePx ||
        rect.right > right + tolerancePx ||
        rect.top < top - 2 * tolerancePx ||
        rect.bottom > bottom + 2 * tolerancePx,
    )
    if (isOut) faults.push(`the words of ${nameOf(control)} reach out of it`)
  }

  faults.push(...cutTexts(), ...sidewaysBoxes())
  // The same with a sentence of refusal under every field (contract, counter B20).
  const refusable = [...scope.querySelectorAll('.field, .check')].filter(
    (field) => isVisible(field) && field.querySelector(':enabled:not([readonly])'),
  )
  const refusals = refusable.map((field) => {
    const sentence = document.createElement('p')
    sentence.className = 'field-error'
    sentence.textContent = `${longSentence} Une-référence-sans-espace-qui-ne-se-coupe-pas-d-elle-même-0123456789.`
    field.append(sentence)
    return sentence
  })
  faults.push(...[...cutTexts(), ...sidewaysBoxes()].map((fault) => `with long refusals: ${fault}`))
  for (const sentence of refusals) sentence.remove()

  /** Texts that are cut across, unless they say so by their three points. */
  function cutTexts(): string[] {
    const cut: string[] = []
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
          cut.push(`the text «${node.textContent.trim().slice(0, 40)}» is cut by ${nameOf(box)}`)
          break
        }
      }
    }
    return cut
  }
  /** Sideways scrolling hides columns. */
  function sidewaysBoxes(): string[] {
    return [document.documentElement, ...scope.querySelectorAll('*')].flatMap((box) => {
      const hiddenPx = box.scrollWidth - box.clientWidth
      if (hiddenPx <= tolerancePx || !box.checkVisibility() || box.closest('[inert]')) return []
      const isScrolling = box === document.documentElement || scrolls(getComputedStyle(box).overflowX)
      return isScrolling ? [`${nameOf(box)} scrolls sideways, ${hiddenPx} px`] : []
    })
  }
  /** The boxes of the texts in an element; its dots and marks may hang over its edge. */
  function wordsOf(element: Element): DOMRect[] {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const rects: DOMRect[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || parent.closest('.visually-hidden')) continue
      // Its last line ends in three points.
      if (getComputedStyle(parent).webkitLineClamp !== 'none') continue
      const words = document.createRange()
      words.selectNodeContents(node)
      rects.push(...words.getClientRects())
    }
    return rects
  }
  function underNews(candidates: Element[]): Element[] {
    const place = document.querySelector<HTMLElement>('.notices')
    if (!place) return []
    const line = document.createElement('p')
    line.className = 'notice notice-failed notice-longest'
    line.textContent = longSentence
    const isShown = place.matches(':popover-open')
    // One at a time: it takes the place of another.
    const others = [...place.children].filter((one): one is HTMLElement => one instanceof HTMLElement)
    for (const one of others) one.style.display = 'none'
    place.append(line)
    if (!isShown) place.showPopover()
    const news = line.getBoundingClientRect()
    if (!isShown) place.hidePopover()
    line.remove()
    for (const one of others) one.style.removeProperty('display')
    if (getComputedStyle(place).visibility === 'hidden') return []
    return candidates.filter((control) => {
      const { left, right, top, bottom } = visiblePart(control)
      const isBeside = left >= news.right - 1 || right <= news.left + 1
      return !isBeside && top < news.bottom - tolerancePx && bottom > news.top + tolerancePx
    })
  }
  function visiblePart(element: Element) {
    let { left, right, top, bottom } = element.getBoundingClientRect()
    for (const box of ancestorsOf(element)) {
      const { overflowX, overflowY } = getComputedStyle(box)
      const outer = box.getBoundingClientRect()
      if (clips(overflowX)) [left, right] = [Math.max(left, outer.left), Math.min(right, outer.right)]
      if (clips(overflowY)) [top, bottom] = [Math.max(top, outer.top), Math.min(bottom, outer.bottom)]
    }
    return { left, right, top, bottom }
  }
  function isShownText(element: Element) {
    if (element.closest('[inert], .visually-hidden, option, datalist, script, style')) return false
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  }

  const top = [...document.querySelectorAll('[data-window]:not([inert], [hidden])')].at(-1)
  const dialog = hasModal ? (scope.querySelector('h2')?.textContent ?? undefined) : undefined
  return {
    window: top?.getAttribute('data-window') ?? undefined,
    dialog,
    controlCount: controls.length,
    faults: dialog === undefined ? faults : faults.map((fault) => `in «${dialog}»: ${fault}`),
  }
}
