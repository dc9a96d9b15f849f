import type { Problem } from '@pitlane/contract'

/** What went wrong with a call, in words for the person. `client.offline` never reached the server or never came back. */
export type ApiProblem = Omit<Problem, 'code'> & { readonly code: Problem['code'] | 'client.offline' }

/** Any call that did not succeed. */
export class ApiError extends Error {
  constructor(readonly problem: ApiProblem) {
    super(`${problem.code} ${problem.requestId}`)
    this.name = 'ApiError'
  }
}

/** The call may or may not have reached the server: repeat it only with the same request id. */
export const offline = (): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: '网络不太顺畅，您填写的内容都在。请检查网络后重试。',
    status: 0,
    code: 'client.offline',
    requestId: '',
  })

const unexpected: ApiProblem = {
  type: 'about:blank',
  title: '系统出了点问题，请稍后再试。',
  status: 500,
  code: 'server.unexpected',
  requestId: '',
}

/** The problem behind anything that was thrown. */
export const problemOf = (error: unknown): ApiProblem => (error instanceof ApiError ? error.problem : unexpected)
