import type { ProfileLocale } from '@hub/contract/manager'
import { type Db, statement } from '../platform/db/index.ts'

export interface PersonRow {
  id: string
  first_name: string
  last_name: string
  email: string
  email_verified: boolean
  locale: ProfileLocale
}

const columns = 'id, first_name, last_name, email, email_verified, locale'
const byEmail = statement<PersonRow>(`select ${columns} from person where email = $1`)
const byId = statement<PersonRow>(`select ${columns} from person where id = $1`)

/** Without case, as addresses are unique. */
export const findByEmail = async (db: Db, email: string) =>
  (await byEmail(db, [email.trim().toLowerCase()]))[0]
export const findById = async (db: Db, userId: string) => (await byId(db, [userId]))[0]
