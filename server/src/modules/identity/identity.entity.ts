import { at, blind, day, flag, id, int, json, oneOf, table, text, type Row } from '../../platform/table'

/** 员工账号 */
export const Staff = table('staff', {
  id: id().key(),
  groupId: id(),
  /** Lower case. */
  username: text(64),
  name: text(30),
  passwordHash: text(200),
  mustChangePassword: flag(),
  /** Wrong passwords in a row. */
  failedCount: int(),
  lockedUntil: at().nullable(),
  isActive: flag(),
  createdAt: at(),
})
export type Staff = Row<typeof Staff>

/** 岗位授权. A role that `roles.ts` does not know gives nothing. */
export const StaffGrant = table('staff_grant', {
  id: id().key(),
  staffId: id(),
  role: text(24),
  scope: oneOf('group', 'region', 'store'),
  scopeId: id(),
})
export type StaffGrant = Row<typeof StaffGrant>

/** One log-in of one person on one device. */
export const Session = table('session', {
  id: id().key(),
  subjectKind: oneOf('customer', 'staff'),
  subjectId: id(),
  createdAt: at(),
  lastSeenAt: at(),
  endedAt: at().nullable(),
  userAgent: text(200),
})
export type Session = Row<typeof Session>

/** One refresh token, known by its SHA-256 only. */
export const RefreshToken = table('refresh_token', {
  tokenHash: text(43).key(),
  sessionId: id(),
  issuedAt: at(),
  expiresAt: at(),
  usedAt: at().nullable(),
  /** The hash of the token that took its place. */
  replacedBy: text(43).nullable(),
})
export type RefreshToken = Row<typeof RefreshToken>

/** 短信验证码 */
export const SmsCode = table('sms_code', {
  id: id().key(),
  phoneHash: blind(),
  codeHash: blind(),
  /** Shanghai's day, and the how-manieth code of that day: together they keep to the daily limit. */
  day: day(),
  ordinal: int(),
  expiresAt: at(),
  attempts: int(),
  consumedAt: at().nullable(),
  createdAt: at(),
})
export type SmsCode = Row<typeof SmsCode>

/** 个人信息授权记录. Append-only: a withdrawal is a row of its own. */
export const Consent = table('consent', {
  id: id().key(),
  subjectType: oneOf('customer', 'phone'),
  subjectId: text(43),
  purpose: text(16),
  version: text(20),
  textHash: text(64),
  channel: oneOf('h5', 'weapp'),
  state: oneOf('GRANTED', 'WITHDRAWN'),
  at: at(),
  evidence: json<{ address: string; userAgent: string }>(),
})
export type Consent = Row<typeof Consent>
