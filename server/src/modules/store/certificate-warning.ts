import type { resources } from '@pitlane/contract'
import { daysBetween, type Day } from '@pitlane/kernel'

/** How near the end of a certificate is, on `today`. It is valid through its last day (DOMAIN §3.1: 90, 30 and 7 days). */
export function warningOf(expiresOn: Day, today: Day): { daysLeft: number; warning: resources.CertificateWarning } {
  const daysLeft = daysBetween(today, expiresOn)
  if (daysLeft < 0) return { daysLeft, warning: 'expired' }
  if (daysLeft <= 7) return { daysLeft, warning: 'in_7' }
  if (daysLeft <= 30) return { daysLeft, warning: 'in_30' }
  return { daysLeft, warning: daysLeft <= 90 ? 'in_90' : 'none' }
}
