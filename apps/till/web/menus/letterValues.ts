import { formatTypedAmount } from '@hub/money'
import type { MenuLettersForm, MenuSheet } from '../../src/menus/wire.ts'

export interface TypedChoice {
  idart: number
  definition: string
  extra: string
  /** «Par défaut». */
  isDefault: boolean
}

export interface TypedLetter {
  letter: string
  label: string
  /** «Facultatif». */
  isOptional: boolean
  choices: TypedChoice[]
}

export const typedLetters = ({ letters }: MenuSheet): TypedLetter[] =>
  letters.map(({ letter, label, isOptional, choices }) => ({
    letter,
    label,
    isOptional,
    choices: choices.map(({ idart, definition, extraCents, isDefault }) => ({
      idart,
      definition,
      isDefault,
      extra: extraCents === 0 ? '' : formatTypedAmount(extraCents),
    })),
  }))

export const lettersForm = (letters: TypedLetter[], revision: number): MenuLettersForm => ({
  letters: letters.map(({ letter, label, isOptional, choices }) => ({
    letter,
    label,
    isOptional,
    choices: choices.map(({ idart, extra, isDefault }) => ({ idart, extra, isDefault })),
  })),
  revision,
})
