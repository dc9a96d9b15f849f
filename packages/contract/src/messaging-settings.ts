import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Purpose } from './messaging'

/** What an owner lets the store do for one purpose. The inbox of the app is always there for what is allowed. */
const Choice = z.object({
  purpose: Purpose,
  isAllowed: z.boolean(),
  /** Subscribe messages, where one was allowed in WeChat. */
  wechat: z.boolean(),
  sms: z.boolean(),
})

const NotificationSettings = z.object({
  /** Nothing outside the app but what cannot wait. */
  isDoNotDisturb: z.boolean(),
  /** Of the texts, for the ledger of consents. */
  version: z.string(),
  purposes: z.array(
    z.extend(Choice, {
      /** What is agreed to; null of what the service itself needs, which cannot be refused. */
      text: z.nullable(z.string()),
    }),
  ),
})
export type NotificationSettings = z.infer<typeof NotificationSettings>

export const read = endpoint({
  method: 'GET',
  path: '/api/me/notification-settings',
  summary: 'What the owner lets the store send, by purpose and channel.',
  access: 'customer',
  response: NotificationSettings,
  errors: [],
})

export const save = endpoint({
  method: 'PUT',
  path: '/api/me/notification-settings',
  summary:
    'Says what the store may send. Consents go into the ledger with the version of their text; they hold for whatever is sent from then on, also for what waits already.',
  access: 'customer',
  limit: { points: 60, seconds: 60, by: 'session' },
  body: z.object({
    isDoNotDisturb: z.boolean(),
    version: z.string().check(z.maxLength(20)),
    client: z.enum(['weapp', 'h5']),
    purposes: z.array(Choice).check(z.maxLength(4)),
  }),
  response: NotificationSettings,
  errors: ['identity.consent_required'],
})
