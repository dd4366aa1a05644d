import { formatTypedAmount } from '@hub/money'
import type { MenuLettersForm, MenuSheet } from '../../src/menus/wire.ts'

export interface TypedChoice {
  idart: number
  definition: string
  extra: string
}

export interface TypedLetter {
  letter: string
  label: string
  choices: TypedChoice[]
}

export const typedLetters = ({ letters }: MenuSheet): TypedLetter[] =>
  letters.map(({ letter, label, choices }) => ({
    letter,
    label,
    choices: choices.map(({ idart, definition, extraCents }) => ({
      idart,
      definition,
      extra: extraCents === 0 ? '' : formatTypedAmount(extraCents),
    })),
  }))

export const lettersForm = (letters: TypedLetter[], revision: number): MenuLettersForm => ({
  letters: letters.map(({ letter, label, choices }) => ({
    letter,
    label,
    choices: choices.map(({ idart, extra }) => ({ idart, extra })),
  })),
  revision,
})
