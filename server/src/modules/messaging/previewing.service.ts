import { messaging, messageWordings } from '@pitlane/contract'
import { namesIn } from '../../platform/ports'
import { findShipped, variables, type Shipped } from './shipped.service'
import { fit } from './template-fields'

type Content = messageWordings.WordingContent
type Finding = messageWordings.Finding
type Channel = messageWordings.WordingChannel

const MAX_INBOX = 300
/** One SMS holds so many characters; of several each holds fewer (DOMAIN §9.5). */
const ONE_SMS = 70
const EACH_SMS = 67
const OPT_OUT = '拒收请回复R'

const lengthOf = (text: string): number => [...text].length

const segmentsOf = (length: number): number => (length <= ONE_SMS ? 1 : Math.ceil(length / EACH_SMS))

/** A text with its values; undefined when one is missing. An empty value is a value. */
export function render(text: string, values: Readonly<Record<string, string>>): string | undefined {
  if (namesIn(text).some((name) => values[name] === undefined)) return undefined
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

const sampleOf = (text: string): string =>
  text.replace(/\{(\w+)\}/g, (braced, name: string) => variables[name]?.sample ?? braced)

const found = (code: Finding['code'], isError: boolean, over: Partial<Finding> = {}): Finding => ({
  ...{ code, field: null, detail: null, isError, ...over },
})

const checkNames = (text: string, names: readonly string[], field: string | null): Finding[] =>
  namesIn(text)
    .filter((name) => !names.includes(name))
    .map((detail) => found('unknown_variable', true, { field, detail }))

const checkEmpty = (text: string, field: string | null): Finding[] =>
  text.trim() === '' ? [found('empty', true, { field })] : []

const checkInbox = (text: string): Finding[] =>
  lengthOf(sampleOf(text)) > MAX_INBOX ? [found('too_long', true, { detail: String(MAX_INBOX) })] : []

function checkSms({ text, vendorTemplate }: Content, kind: messaging.MessageKind, length: number): Finding[] {
  const isMarketing = messaging.kindPurposes[kind] === 'marketing'
  return [
    ...(/\}\{/.test(text) ? [found('adjacent_variables', true)] : []),
    ...(/[【】]/.test(text) ? [found('sign_inside', true)] : []),
    ...(vendorTemplate ? [] : [found('vendor_template_missing', true)]),
    ...(isMarketing && !text.endsWith(OPT_OUT) ? [found('opt_out_missing', true)] : []),
    ...(segmentsOf(length) > 1 ? [found('two_messages', false)] : []),
  ]
}

interface Place {
  readonly kind: messaging.MessageKind
  readonly channel: Channel
  readonly shipped: Shipped
  /** WeChat's field of each of our values in this account. */
  readonly fields: Readonly<Record<string, string>>
  /** The approved signature, which the vendor puts before the text. */
  readonly sign: string
}

function previewWechat(content: Content, { shipped, fields }: Place): messageWordings.Preview {
  const lines = Object.entries(fields).map(([name, field]) => {
    const sample = sampleOf(content.fields[name] ?? '')
    return { name, field, value: fit(field, sample), isShortened: sample !== '' && fit(field, sample) !== sample }
  })
  const findings = lines.flatMap(({ name, isShortened }) => [
    ...checkEmpty(content.fields[name] ?? '', name),
    ...checkNames(content.fields[name] ?? '', shipped.names, name),
    ...(isShortened ? [found('shortened', false, { field: name })] : []),
  ])
  return { text: '', fields: lines, length: 0, segments: 0, findings }
}

/** How a wording reads with sample data, and what is wrong with it. */
export function previewOf(content: Content, place: Place): messageWordings.Preview {
  const { channel, kind, shipped, sign } = place
  if (channel === 'wechat') return previewWechat(content, place)
  const sample = sampleOf(content.text)
  const text = channel === 'sms' ? `【${sign}】${sample}` : sample
  const length = lengthOf(text)
  const findings = [
    ...checkEmpty(content.text, null),
    ...checkNames(content.text, shipped.names, null),
    ...(channel === 'sms' ? checkSms(content, kind, length) : checkInbox(content.text)),
  ]
  return { text, fields: [], length, segments: channel === 'sms' ? segmentsOf(length) : 0, findings }
}

/** Every kind on every channel where it has something to say. */
export const wordingPlaces = messaging.MessageKind.options.flatMap((kind) =>
  messageWordings.WordingChannel.options.flatMap((channel) => {
    const shipped = findShipped(kind, channel)
    return shipped ? [{ kind, channel, shipped }] : []
  }),
)
