import { createTransport } from 'nodemailer'
import { seconds } from '@cubby/kit/clock'
import { failureName, type Outcome } from './outcome.ts'

export type Email = {
  id: string
  to: string
  subject: string
  text: string
  language: string
  /** What stands before the address that it comes from; null: as configured. */
  fromName: string | null
}
export type EmailChannel = { send(email: Email): Promise<Outcome>; close(): void }

/** E-mail over SMTP. The `Message-ID` follows from the message, so that a repetition is recognisable. */
export function emailChannel(smtp: { url: string; from: string }): EmailChannel {
  const transport = createTransport(
    {
      url: smtp.url,
      pool: true,
      maxConnections: 4,
      // Together shorter than the lease on the message, or a second attempt could overtake the first.
      connectionTimeout: seconds(10),
      greetingTimeout: seconds(10),
      socketTimeout: seconds(20),
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: smtp.from },
  )
  // The address stays ours: mail servers check that we may send from it.
  const address = /<([^<>]+)>\s*$/.exec(smtp.from)?.[1] ?? smtp.from.trim()
  const domain = /@([A-Za-z0-9.-]+)>?\s*$/.exec(smtp.from)?.[1] ?? 'localhost'
  return {
    async send({ id, to, subject, text, language, fromName }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domain}>`,
          ...(fromName === null ? {} : { from: { name: fromName, address } }),
          // As an object: a comma inside must not make two recipients.
          to: { name: '', address: to },
          subject,
          text,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
        })
        return { kind: 'sent' }
      } catch (error) {
        return outcomeOf(error)
      }
    },
    close: () => transport.close(),
  }
}

type SmtpError = Error & { code?: string; responseCode?: number }

/** A 5xx about this message is final; trouble with the line or with our sign-in is not. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode } = error as SmtpError
  const isOurs = code === 'EAUTH' || code === 'ECONNECTION' || code === 'ETLS'
  if (!isOurs && responseCode !== undefined && responseCode >= 500)
    return { kind: 'dead', error: `smtp ${responseCode}` }
  const name = responseCode === undefined ? failureName(error) : `smtp ${responseCode}`
  return { kind: 'retry', error: name, after: null }
}
