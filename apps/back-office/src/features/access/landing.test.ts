import type { Session } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { landingPage } from './useArrive.ts'

const session = (...accounts: string[]) => ({ accounts: accounts.map((id) => ({ id })) }) as Session

test('after login: back to the page asked for, with all its parameters', () => {
  const request = '/oauth2/v1/authorize?client_id=1&scope=location[orders.write]&state=a%20b'
  expect(landingPage(session('roma'), request)).toBe(request)
  expect(landingPage(session(), request)).toBe(request)
})

test('otherwise the account form for a user without any right, the dashboard for all others', () => {
  expect(landingPage(session(), undefined)).toBe('/accounts/new')
  expect(landingPage(session('roma'), undefined)).toBe('/dashboard')
  expect(landingPage(session('roma'), 'https://evil.example')).toBe('/dashboard')
})
