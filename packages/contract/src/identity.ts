import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { DayField, freeText, Id, Instant, Nothing } from './fields'

const Tokens = z.object({
  /** A short-lived bearer token; `accessExpiresAt` says when to refresh. */
  accessToken: z.string(),
  accessExpiresAt: Instant,
  /** Opaque, single use: each refresh answers with a new one. A second use of an old one ends the whole log-in. */
  refreshToken: z.string(),
})
export type Tokens = z.infer<typeof Tokens>

export const CustomerProfile = z.object({
  id: Id,
  name: z.nullable(z.string()),
  /** `138****8000`, or null before a phone is bound. */
  maskedPhone: z.nullable(z.string()),
  hasWechat: z.boolean(),
})
export type CustomerProfile = z.infer<typeof CustomerProfile>

const Phone = z.string().check(z.trim(), z.maxLength(24))
const consentVersion = z.string().check(z.maxLength(20))
const LoggedIn = z.extend(Tokens, { profile: CustomerProfile })

export const loginByWechat = endpoint({
  method: 'POST',
  path: '/api/owner-sessions/wechat',
  summary: 'Logs an owner in with a one-time wx.login code; the first time it makes the customer.',
  access: 'public',
  limit: { points: 30, seconds: 60, by: 'address' },
  body: z.object({ code: z.string().check(z.minLength(1), z.maxLength(128)), consentVersion }),
  response: LoggedIn,
  errors: [
    'identity.consent_required',
    'identity.wechat_code_invalid',
    'identity.wechat_unavailable',
    'identity.wechat_blocked',
  ],
})

export const sendSmsCode = endpoint({
  method: 'POST',
  path: '/api/sms-codes',
  summary: 'Sends a six-digit log-in code by SMS. The answer is the same whether or not the number is known.',
  access: 'public',
  limit: { points: 10, seconds: 600, by: 'address' },
  body: z.object({ phone: Phone, consentVersion }),
  response: z.object({ retryAfterSeconds: z.int(), expiresInSeconds: z.int() }),
  errors: ['identity.consent_required', 'identity.sms_too_soon', 'identity.sms_unavailable'],
})

export const loginBySms = endpoint({
  method: 'POST',
  path: '/api/owner-sessions/sms',
  summary: 'Logs an owner in with a phone number and the code sent to it; the first time it makes the customer.',
  access: 'public',
  limit: { points: 20, seconds: 600, by: 'address' },
  body: z.object({ phone: Phone, code: z.string().check(z.regex(/^\d{6}$/)), consentVersion }),
  response: LoggedIn,
  errors: ['identity.consent_required', 'identity.sms_code_wrong'],
})

export const bindPhoneByWechat = endpoint({
  method: 'POST',
  path: '/api/me/phone',
  summary: 'Binds the phone number behind a one-time getPhoneNumber code.',
  access: 'customer',
  limit: { points: 10, seconds: 600, by: 'session' },
  body: z.object({ code: z.string().check(z.minLength(1), z.maxLength(128)) }),
  response: LoggedIn,
  errors: ['identity.wechat_code_invalid', 'identity.wechat_unavailable', 'identity.wechat_blocked'],
})

export const me = endpoint({
  method: 'GET',
  path: '/api/me',
  summary: 'The owner who is logged in.',
  access: 'customer',
  response: CustomerProfile,
  errors: [],
})

export const rename = endpoint({
  method: 'PUT',
  path: '/api/me',
  summary: 'Changes how the owner is addressed.',
  access: 'customer',
  body: z.object({ name: freeText(50).check(z.minLength(1)) }),
  response: CustomerProfile,
  errors: [],
})

export const refresh = endpoint({
  method: 'POST',
  path: '/api/sessions/refresh',
  summary: 'Exchanges a refresh token, once, for new tokens.',
  access: 'public',
  limit: { points: 60, seconds: 60, by: 'address' },
  body: z.object({ refreshToken: z.string().check(z.minLength(1), z.maxLength(200)) }),
  response: Tokens,
  errors: ['identity.refresh_invalid'],
})

export const logout = endpoint({
  method: 'DELETE',
  path: '/api/sessions/current',
  summary: 'Ends this log-in.',
  access: 'session',
  response: Nothing,
  errors: [],
})

export const logoutEverywhere = endpoint({
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'Ends every log-in of this person, on all devices.',
  access: 'session',
  response: z.object({ ended: z.int() }),
  errors: [],
})

const StaffStore = z.object({ id: Id, name: z.string(), today: DayField, permissions: z.array(z.string()) })

export const StaffProfile = z.object({
  id: Id,
  name: z.string(),
  username: z.string(),
  mustChangePassword: z.boolean(),
  /** Stores this person may work for, with what may be done there. */
  stores: z.array(StaffStore),
})
export type StaffProfile = z.infer<typeof StaffProfile>

export const staffLogin = endpoint({
  method: 'POST',
  path: '/api/staff-sessions',
  summary: 'Logs a member of staff in. Ten wrong passwords lock the account for 15 minutes.',
  access: 'public',
  limit: { points: 20, seconds: 60, by: 'address' },
  body: z.object({
    username: z.string().check(z.trim(), z.minLength(1), z.maxLength(64)),
    password: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: z.extend(Tokens, { mustChangePassword: z.boolean() }),
  errors: ['identity.credentials_wrong', 'identity.locked'],
})

export const staffMe = endpoint({
  method: 'GET',
  path: '/api/staff/me',
  summary: 'The member of staff who is logged in, with stores and permissions.',
  access: 'staff',
  response: StaffProfile,
  errors: [],
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/staff/me/password',
  summary: 'Changes the own password and ends every other log-in of this person.',
  access: 'staff',
  limit: { points: 10, seconds: 600, by: 'session' },
  body: z.object({
    current: z.string().check(z.minLength(1), z.maxLength(200)),
    next: z.string().check(z.minLength(1), z.maxLength(200)),
  }),
  response: Nothing,
  errors: ['identity.credentials_wrong', 'identity.password_weak', 'identity.locked'],
})
