import { maskPhone } from '@pitlane/contract'
import { type SmsPort, VendorError } from '../../platform/ports'

/**
 * SMS for development, where there is no vendor: writes one line per message, with the code in clear and the number masked.
 * A repeat writes another line. Whoever reads the output can log in as anyone, so the configuration refuses this adapter
 * when `NODE_ENV=production`; the adapter itself does not look at the environment.
 *
 * Throws {@link VendorError} `bad_request` for a log-in message without a code, as a vendor would.
 */
export const createSmsLog = (out: { write(line: string): void }): SmsPort => ({
  send({ phone, variables }) {
    if (!variables.code) return Promise.reject(new VendorError('sms-log', 'bad_request', false))
    out.write(`[短信] ${maskPhone(phone)} 登录验证码 ${variables.code}`)
    return Promise.resolve()
  },
})
