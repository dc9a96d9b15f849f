/** A refusal in WeChat Pay's manner: an HTTP status with a code and words. */
export class PayRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export const paramError = (what: string): PayRefusal => new PayRefusal(400, 'PARAM_ERROR', `参数错误：${what}`)

export const invalid = (what: string): PayRefusal => new PayRefusal(400, 'INVALID_REQUEST', what)
