import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { freeText, Id, Instant } from './fields'
import { MessageKind } from './messaging'

export const wordingChannels = { inbox: '应用内消息', wechat: '微信订阅消息', sms: '短信' } as const
export const WordingChannel = z.enum(['inbox', 'wechat', 'sms'])
export type WordingChannel = z.infer<typeof WordingChannel>

/** What a channel says. Values stand in braces: `{time}`. */
const WordingContent = z.object({
  /** In the app, and of an SMS as the vendor has approved it. Empty of a subscribe message. */
  text: freeText(500),
  /** Of a subscribe message: each field of its template. */
  fields: z.record(z.string().check(z.maxLength(20)), freeText(100)),
  /** Of an SMS: the vendor's name of the approved template. */
  vendorTemplate: z.nullable(z.string().check(z.regex(/^\w{1,40}$/))),
})
export type WordingContent = z.infer<typeof WordingContent>

/** What is wrong with a wording, and what will happen to it. */
export const findingWords = {
  empty: '不能为空',
  unknown_variable: '使用了这种消息没有的变量',
  too_long: '超过长度上限',
  adjacent_variables: '两个变量之间需要有文字（短信供应商要求）',
  sign_inside: '不要填写【签名】，供应商会自动加上',
  vendor_template_missing: '请填写供应商审核通过的模板编号',
  opt_out_missing: '营销短信须以“拒收请回复R”结尾',
  shortened: '示例超过微信字段上限，发送时会自动缩短',
  two_messages: '超过 70 字，按多条计费',
} as const
const Finding = z.object({
  code: z.enum([
    ...(['empty', 'unknown_variable', 'too_long', 'adjacent_variables', 'sign_inside'] as const),
    ...(['vendor_template_missing', 'opt_out_missing', 'shortened', 'two_messages'] as const),
  ]),
  /** The field of a subscribe message, or null. */
  field: z.nullable(z.string()),
  /** The variable, or the limit. */
  detail: z.nullable(z.string()),
  /** False of a hint. */
  isError: z.boolean(),
})
export type Finding = z.infer<typeof Finding>

const Preview = z.object({
  /** With sample data; of a subscribe message empty. */
  text: z.string(),
  fields: z.array(z.object({ name: z.string(), field: z.string(), value: z.string(), isShortened: z.boolean() })),
  /** Of an SMS with its signature: characters, and messages that are charged. */
  length: z.int(),
  segments: z.int(),
  findings: z.array(Finding),
})
export type Preview = z.infer<typeof Preview>

const VersionView = z.object({
  version: z.int(),
  content: WordingContent,
  /** Null of the shipped wording. */
  publishedAt: z.nullable(Instant),
  publishedBy: z.nullable(z.string()),
})

const WordingView = z.object({
  kind: MessageKind,
  channel: WordingChannel,
  /** Names that may stand in braces, what they mean, and a sample. */
  variables: z.array(z.object({ name: z.string(), label: z.string(), sample: z.string() })),
  /** The fields of a subscribe message in their order, with WeChat's type of each. */
  fields: z.array(z.object({ name: z.string(), field: z.string() })),
  /** Latest first, down to the shipped one; the first is in force. */
  versions: z.array(VersionView),
  draft: z.nullable(
    z.object({ content: WordingContent, revision: z.int(), writtenAt: Instant, writtenBy: z.string() }),
  ),
  preview: Preview,
})
export type WordingView = z.infer<typeof WordingView>

const access = { staff: 'message.manage' } as const
const params = z.object({ storeId: Id, kind: MessageKind, channel: WordingChannel })
const body = z.object({ content: WordingContent })
const errors = ['store.not_found', 'messaging.wording_not_found'] as const

export const list = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/message-wordings',
  summary:
    "Each kind of message on each channel, with the version in force in the store's group and whether a draft waits.",
  access,
  params: z.object({ storeId: Id }),
  response: z.array(
    z.object({
      kind: MessageKind,
      channel: WordingChannel,
      version: z.int(),
      publishedAt: z.nullable(Instant),
      hasDraft: z.boolean(),
    }),
  ),
  errors: ['store.not_found'],
})

export const read = endpoint({
  method: 'GET',
  path: '/api/stores/:storeId/message-wordings/:kind/:channel',
  summary: 'One wording with its versions, the draft, the names it may use and how it reads.',
  access,
  params,
  response: WordingView,
  errors,
})

export const preview = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/message-wordings/:kind/:channel/preview',
  summary: 'How a wording reads with sample data, and what is wrong with it. Writes nothing.',
  access,
  params,
  body,
  response: Preview,
  errors,
})

export const saveDraft = endpoint({
  method: 'PUT',
  path: '/api/stores/:storeId/message-wordings/:kind/:channel/draft',
  summary: 'Keeps a draft. `revision` is the one of the draft that the writer saw, 0 where there was none.',
  access,
  params,
  body: z.extend(body, { revision: z.int().check(z.minimum(0)) }),
  response: WordingView,
  errors: [...errors, 'messaging.wording_changed'],
})

export const publish = endpoint({
  method: 'POST',
  path: '/api/stores/:storeId/message-wordings/:kind/:channel/publication',
  summary:
    'Puts the draft in force for the whole group, as a version that never changes. Messages written before keep theirs. `data.findings` says what stands in the way.',
  access,
  params,
  body: z.object({ revision: z.int().check(z.minimum(1)) }),
  response: WordingView,
  errors: [...errors, 'messaging.wording_changed', 'messaging.wording_invalid'],
})
