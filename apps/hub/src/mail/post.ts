import type { ProfileLocale } from '@hub/contract/manager'
import type { Trx } from '../platform/db/index.ts'
import type { Jobs, Queue } from '../platform/jobs.ts'
import type { Secrets } from '../platform/secrets.ts'
import { html, plainText } from './layout.ts'
import type { MailLimits } from './limits.ts'
import type { Mailer } from './mailer.ts'
import { letter, type Message } from './messages.ts'

export interface Recipient {
  email: string
  /** Correspondence language. */
  locale: ProfileLocale
}

/** Mails are committed with the change that causes them, and sent after the commit. */
export interface Post {
  send(trx: Trx, to: Recipient, message: Message): Promise<void>
}

interface Sealed {
  /** Encrypted, because jobs are stored in the database and a mail may contain links that log the user in. */
  sealed: string
}

const queueName = 'mail'

export interface PostParts {
  jobs: Jobs
  secrets: Secrets
  mailer: Mailer
  limits: MailLimits
}

export async function createPost({ jobs, secrets, mailer, limits }: PostParts): Promise<Post> {
  const queue: Queue<Sealed> = {
    name: queueName,
    // With the doubling delay, retries continue for about a day.
    retries: 10,
    retryDelaySeconds: 60,
    async work({ sealed }) {
      // The job is retried later, so a flood delays other mails but loses none (security S18).
      const waitSeconds = await limits.inAll()
      if (waitSeconds > 0)
        throw new Error(`MAILS_PER_HOUR is reached: this mail waits, at least ${waitSeconds} seconds more`)
      const { to, message } = JSON.parse(secrets.decrypt(sealed)) as { to: Recipient; message: Message }
      const written = letter(to.locale, message)
      await mailer({
        to: to.email,
        subject: written.subject,
        text: plainText(written),
        html: html(written),
      })
    },
  }
  await jobs.add(queue)
  return {
    send: (trx, to, message) =>
      jobs.send(trx, queue, { sealed: secrets.encrypt(JSON.stringify({ to, message })) }),
  }
}
