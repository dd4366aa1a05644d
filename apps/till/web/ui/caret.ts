/**
 * A field that gets the focus back from a native dialog gets it without the caret when a button was clicked there: in
 * Chromium what is typed then goes nowhere.
 */
export function restoreCaret(): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
  field.blur()
  field.focus()
}
