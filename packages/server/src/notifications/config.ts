/** How people and machines are reached. Without a channel's settings its messages lie in the inbox. */
export type NotificationConfig = {
  smtp: { url: string; from: string } | null
  sms: { url: string; token: string } | null
  /** Lets webhooks go to private addresses and without TLS: for development and closed networks. */
  webhooksMayBePrivate: boolean
}
