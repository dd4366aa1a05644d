import { useState } from 'react'

export type PrintChoice = 'ticket' | 'a4' | 'none'

const storageKey = 'till.printChoice'

/** «TICKET, A4 ou SANS» (contract, kezia W-13): as chosen last at this poste. */
export function usePrintChoice(): [PrintChoice, (choice: PrintChoice) => void] {
  const [choice, setChoice] = useState<PrintChoice>(() => {
    const stored = localStorage.getItem(storageKey)
    return stored === 'a4' || stored === 'none' ? stored : 'ticket'
  })
  return [
    choice,
    (next) => {
      localStorage.setItem(storageKey, next)
      setChoice(next)
    },
  ]
}
