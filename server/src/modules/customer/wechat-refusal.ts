import type { ErrorCode } from '@pitlane/contract'

type Refusal = Extract<ErrorCode, `identity.wechat_${string}`>

const codes: Readonly<Record<string, Refusal>> = {
  code_invalid: 'identity.wechat_code_invalid',
  code_used: 'identity.wechat_code_invalid',
  user_blocked: 'identity.wechat_blocked',
}

/** What an owner is told when WeChat gave this reason. Whatever is not the owner's to mend is "for now unavailable". */
export const refusalOf = (reason: string): Refusal => codes[reason] ?? 'identity.wechat_unavailable'
