import { HOUR_MS } from '@pitlane/kernel'
import type { JobHandler } from '../../platform/app'
import { reseal } from '../../platform/reseal'
import { CUSTOMER_NAME, CUSTOMER_OPENID, CUSTOMER_PHONE } from './sealing'

/** Brings names, phones and WeChat ids under the newest key after a rotation. Doing it again changes nothing. */
export const resealCustomers: JobHandler = {
  kind: 'customer.reseal',
  everyMs: 6 * HOUR_MS,
  async run(app) {
    await reseal(app, [
      { table: 'customer', key: 'id', columns: { name_sealed: CUSTOMER_NAME, phone_sealed: CUSTOMER_PHONE } },
      { table: 'wechat_link', key: 'openid_hash', columns: { openid_sealed: CUSTOMER_OPENID } },
    ])
  },
}
