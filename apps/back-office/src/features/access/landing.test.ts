import type { Session } from '@hub/contract/manager'
import { expect, test } from 'vitest'
import { landingPage } from './useArrive.ts'

const session = (...accounts: string[]) =>
  ({ accounts: accounts.map((id) => ({ id })), invitations: 0 }) as unknown as Session

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

test('without any right, the profile where one waits to be accepted (security S24)', () => {
  expect(landingPage({ ...session(), invitations: 1 }, undefined)).toBe('/profile')
  expect(landingPage({ ...session('roma'), invitations: 1 }, undefined)).toBe('/dashboard')
})
