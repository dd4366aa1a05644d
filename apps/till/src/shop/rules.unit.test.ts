import { expect, test } from 'vitest'
import { isSiret, isVatNumber } from './rules.ts'

test.each([
  ['73282932000074', true],
  ['35600000000048', true],
  ['35600000049837', true],
  ['73282932000075', false],
  ['7328293200007', false],
  ['', false],
])('SIRET %j: %s', (text, expected) => expect(isSiret(text)).toBe(expected))

test.each([
  ['FR44732829320', true],
  ['FR45732829320', false],
  ['FRAB732829320', true],
  ['BE0123456789', true],
  ['44732829320', false],
  ['FR', false],
])('VAT number %j: %s', (text, expected) => expect(isVatNumber(text)).toBe(expected))
