import { AppError, type AuditActor } from '@pitlane/kernel'
import type { App } from '../../platform/app'
import type { PayPort } from '../../platform/pay-port'
import { VendorError } from '../../platform/ports'

/** Who did what WeChat says. */
export const WECHAT: AuditActor = { kind: 'system', name: 'wechat-pay' }

/** Throws `settlement.unavailable` where no merchant account is configured. */
export function requirePay(app: App): PayPort {
  const { pay } = app.ports
  if (!pay) throw new AppError('settlement.unavailable')
  return pay
}

/** Asks WeChat for somebody who waits: whatever goes wrong there is `settlement.unavailable`, and nothing was paid by it. */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (e) {
    if (e instanceof VendorError) throw new AppError('settlement.unavailable')
    throw e
  }
}
