import type { CallbackUrlPolicy, ResolveHost } from '../callbacks/index.ts'
import { createClient, redirectUriProblem } from '../oauth/index.ts'
import { type Db, transaction, violates } from '../platform/db/index.ts'
import { invalidField } from '../platform/errors.ts'
import type { Secrets } from '../platform/secrets.ts'
import { checkEmail, checkNewPassword, createPerson, hashPasswordOf, normaliseEmail } from '../users/index.ts'
import { readApp } from './apps.ts'
import type { Form } from './form.ts'
import { readUser } from './places.ts'

/**
 * Creates a user. The operator vouches for the address, so it counts as verified. Profiles that only claim the
 * address do not prevent this. Rights offered to the address still wait until the person accepts them.
 */
export async function operatorCreatesUser(db: Db, form: Form) {
  const [email, password] = [form.text('email'), form.text('password')]
  const [firstName = '', ...rest] = form.text('name').split(/\s+/)
  const lastName = rest.join(' ')
  if (firstName !== '' && lastName === '') form.problem('name', 'blank', 'must have a first and a last name')
  if (email !== '') checkEmail(form, email)
  if (password !== '') checkNewPassword(form, password, { email })
  form.check()
  const passwordHash = await hashPasswordOf(db, email, password)
  const person = { firstName, lastName, email, passwordHash, locale: 'fr-FR', emailVerified: true } as const
  try {
    const id = await transaction(db, (trx) => createPerson(trx, person))
    return { id, email: normaliseEmail(email) }
  } catch (error) {
    if (violates(error, 'person_verified_email'))
      throw invalidField('email', `'${email}' already has a profile`)
    throw error
  }
}

export interface ClientParts {
  db: Db
  secrets: Secrets
  clientDomain: string
  callbackUrls: CallbackUrlPolicy
  resolveHost: ResolveHost
}

/** Creates the credentials of an integration. The secret is returned here and never again. */
export async function operatorCreatesClient(
  { db, secrets, clientDomain: domain, callbackUrls, resolveHost }: ClientParts,
  form: Form,
) {
  const name = form.text('name')
  const owner = await readUser(db, form, 'owner', form.text('owner'))
  const redirectUris = form.list('redirect_uri')
  for (const entry of redirectUris) {
    const problem = redirectUriProblem(entry)
    if (problem !== undefined) form.problem('redirect_uri', 'invalid', problem)
  }
  const app = await readApp(form, callbackUrls, resolveHost)
  const isPublic = form.flag('public')
  if (isPublic && app) form.problem('public', 'invalid', 'an App has a secret')
  form.check()
  const created = await createClient(
    { db, secrets, domain },
    { name, ownerId: owner!.id, redirectUris, isPublic, ...(app ? { app } : {}) },
  )
  const { clientId: client_id, clientSecret: client_secret } = created
  return isPublic ? { client_id } : { client_id, client_secret }
}
