import { jest } from '@jest/globals'
import { errors, type ErrorCode, type identity, type vehicle } from '@pitlane/contract'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { completeLogin, forgetSession } from '../../miniprogram/src/lib/session'

// Looking things up by role is slow in jsdom; a busy machine must not decide whether a screen works.
jest.setTimeout(60_000)

export const owner: identity.CustomerProfile = {
  id: '01J00000000000000000000001',
  name: '王先生',
  maskedPhone: '138****8000',
  hasWechat: false,
}

export const car: vehicle.VehicleView = {
  id: '01J00000000000000000000101',
  plate: '沪AD12345',
  maskedVin: 'LRW**********0012',
  brand: '特斯拉',
  model: 'Model 3',
  fuel: 'bev',
  familyId: null,
  mileageKm: 32_000,
  isDefault: true,
  version: 3,
  doubts: [],
}

export const tokens: identity.Tokens = {
  accessToken: 'access',
  accessExpiresAt: '2099-01-01T00:00:00.000Z',
  refreshToken: 'refresh',
}

/** What the server would answer to one call; a {@link refusal} is answered with its status. */
type Answer = (body: unknown) => unknown

class Refusal {
  constructor(
    readonly code: ErrorCode,
    readonly data?: Readonly<Record<string, unknown>>,
  ) {}
}
export const refusal = (code: ErrorCode, data?: Readonly<Record<string, unknown>>) => new Refusal(code, data)

export interface Sent {
  /** `GET /api/me/vehicles`. */
  readonly call: string
  readonly body: unknown
}

const problem = ({ code, data }: Refusal) => ({
  statusCode: errors[code].status,
  data: { type: 'about:blank', title: errors[code].zh, status: errors[code].status, code, requestId: 'r-1', data },
})

/** Answers the app's calls from a table and lists what was sent. A call outside the table fails like a dead network. */
export function server(answers: Readonly<Record<string, Answer>>): Sent[] {
  const sent: Sent[] = []
  const reply = (options: Taro.request.Option<unknown>) => {
    const call = `${options.method} ${new URL(options.url).pathname}`
    const body: unknown = typeof options.data === 'string' ? JSON.parse(options.data) : undefined
    sent.push({ call, body })
    const answer = answers[call]
    if (!answer) return Promise.reject(new Error(`no answer to ${call}`))
    return Promise.resolve(answer(body)).then((data) =>
      data instanceof Refusal ? problem(data) : { statusCode: 200, data },
    )
  }
  jest.spyOn(Taro, 'request').mockImplementation(reply as unknown as typeof Taro.request)
  return sent
}

/** Keeps pages from leaving and records where they wanted to go. */
export function journeys(): string[] {
  const went: string[] = []
  const record = (kind: string) => (options?: { url?: string }) => {
    went.push(`${kind} ${options?.url ?? ''}`.trim())
    return Promise.resolve({ errMsg: 'ok' })
  }
  jest.spyOn(Taro, 'navigateTo').mockImplementation(record('to'))
  jest.spyOn(Taro, 'navigateBack').mockImplementation(record('back') as unknown as typeof Taro.navigateBack)
  jest.spyOn(Taro, 'switchTab').mockImplementation(record('tab'))
  jest.spyOn(Taro, 'redirectTo').mockImplementation(record('instead'))
  return went
}

/** Short notes that were shown. */
export function notes(): string[] {
  const shown: string[] = []
  const record = (options?: { title: string }) => {
    shown.push(options?.title ?? '')
    return Promise.resolve({ errMsg: 'ok' })
  }
  jest.spyOn(Taro, 'showToast').mockImplementation(record)
  return shown
}

export const logIn = (profile: identity.CustomerProfile = owner) => act(() => completeLogin(tokens, profile))
export const logOut = () => act(forgetSession)

/** The input inside Taro's element, which comes a moment later. */
const innerInput = (label: string) =>
  waitFor(() => {
    const input = screen.getByLabelText(label).querySelector('input')
    if (!input) throw new Error(`no input under ${label} yet`)
    return input
  })

/** Types into the field of this label. */
export async function type(label: string, value: string): Promise<void> {
  fireEvent.input(await innerInput(label), { target: { value } })
}

/** Taps what has this role and name, and lets what it started come to its end. */
export async function tap(name: string | RegExp, role = 'button'): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole(role, { name }))
    await Promise.resolve()
  })
}
