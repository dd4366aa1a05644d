import type { KeyboardEvent } from 'react'

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

const choicesIn = ({ currentTarget }: KeyboardEvent<HTMLElement>) => [
  ...currentTarget.querySelectorAll<HTMLElement>('.ckey-choice'),
]

/** Moves among the choices of a group by arrows; returns true if the key was an arrow. */
export function moveAmong(event: KeyboardEvent<HTMLElement>): boolean {
  const step = steps[event.key]
  if (step === undefined) return false
  const choices = choicesIn(event)
  const at = choices.indexOf(document.activeElement as HTMLElement)
  choices[(at + step + choices.length) % choices.length]?.focus()
  return true
}

/** A digit focuses the choice with that number and does not choose it: a scanner sends digits too. */
export function focusChoice(event: KeyboardEvent<HTMLElement>): boolean {
  if (!/^[1-9]$/.test(event.key)) return false
  choicesIn(event)[Number(event.key) - 1]?.focus()
  return true
}
