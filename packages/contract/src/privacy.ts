import * as z from 'zod/mini'
import { endpoint } from './endpoint'

/** The version of the privacy guide in force. Log-in and SMS calls carry it as proof that the reader agreed to this text. */
export const PRIVACY_VERSION = '2026-11-22'

/** The privacy guide (用户隐私保护指引), section by section. */
export const policy = endpoint({
  method: 'GET',
  path: '/api/privacy-policy',
  summary: 'The privacy guide in force, with its version.',
  access: 'public',
  response: z.object({
    version: z.string(),
    sections: z.array(z.object({ title: z.string(), text: z.string() })),
  }),
  errors: [],
})
