import { maskPhone } from '@pitlane/contract'
import { namesIn, type SmsMessage, type SmsPort, smsTexts, VendorError } from '../../platform/ports'

/** The text with its values, or nothing when a value is missing. */
function textOf({ template, variables, own }: SmsMessage): string | undefined {
  const text = own?.text ?? smsTexts[template]
  if (namesIn(text).some((name) => !variables[name])) return undefined
  return text.replace(/\{(\w+)\}/g, (_, name: string) => variables[name] ?? '')
}

const refused = () => new VendorError('sms-log', 'bad_request', false)

/**
 * SMS for development, where there is no vendor: writes one line per message, with the code in clear and the number masked.
 * A repeat writes another line. Whoever reads the output can log in as anyone, so the configuration refuses this adapter
 * when `NODE_ENV=production`; the adapter itself does not look at the environment. It knows no reports.
 *
 * Throws {@link VendorError} `bad_request` for a message with a value missing, as a vendor would.
 */
export const createSmsLog = (out: { write(line: string): void }): SmsPort => ({
  send(message) {
    const text = textOf(message)
    if (text === undefined) return Promise.reject(refused())
    out.write(`[短信] ${maskPhone(message.phone)} ${text}`)
    return Promise.resolve({ receiptId: null })
  },
  readReports() {
    throw refused()
  },
})
