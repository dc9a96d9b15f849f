/**
 * Identity (身份): who is calling, and by what proof. Staff accounts and roles, log-ins and their tokens, SMS codes, and the
 * ledger of consents. Whoever makes a customer asks here for a log-in; whoever takes personal data records the consent here.
 */
export { recordConsent, requireConsent } from './consent.service'
export { findStaff, findStaffNames, listColleagues, listIdsByRole } from './identity.queries'
export {
  findAllowed,
  followChoices,
  PURPOSE_VERSION,
  purposeTexts,
  recordChoice,
  type ConsentPurpose,
} from './purpose-consent.service'
export { hashPassword } from './password.service'
export { endSessions, extendSession, openSession, tokensOf, type OpenSession } from './session.service'
export { consumeSmsCode, issueSmsCode } from './sms-code.service'
export { registerStaff, type NewStaff } from './staff.service'
export type { Role } from './roles'
