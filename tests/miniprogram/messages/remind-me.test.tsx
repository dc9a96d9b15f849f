import '../in-wechat'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { RemindMe } from '../../../miniprogram/src/features/messages/RemindMe'
import { logIn, refusal, server, type Sent } from '../owner-app'

configure({ asyncUtilTimeout: 15_000 })

const templates = [
  { key: 'booking_confirmed', templateId: 'tpl-1', credits: 0 },
  { key: 'booking_reminder', templateId: 'tpl-2', credits: 0 },
  { key: 'booking_changed', templateId: 'tpl-3', credits: 0 },
]

/** What the owner taps in WeChat's window, or that WeChat does not open it. */
let answer: Readonly<Record<string, string>> | Error
let asked: string[][]
let canAsk: boolean
const consents = (sent: readonly Sent[]) => sent.filter(({ call }) => call.startsWith('POST'))

beforeEach(() => {
  logIn()
  asked = []
  answer = { 'tpl-1': 'accept', 'tpl-2': 'accept', 'tpl-3': 'reject' }
  canAsk = true
  Object.assign(Taro, { canIUse: () => canAsk })
  jest.spyOn(Taro, 'requestSubscribeMessage').mockImplementation(({ tmplIds }) => {
    asked.push(tmplIds)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ errMsg: 'ok', ...answer } as never)
  })
})

/** Roles are spelled otherwise inside WeChat, so that nothing can be found by them here. */
const selector = 'taro-button-core'
const button = (name: string) => screen.findByText(name, { selector })

async function tap(name: string): Promise<void> {
  const found = await button(name)
  await act(async () => {
    fireEvent.click(found)
    await Promise.resolve()
  })
}

const offer = { 'GET /api/me/subscribe-templates': () => templates }

describe('to be reminded in WeChat', () => {
  test('is asked for by a tap, and what was allowed is written down', async () => {
    const sent = server({ ...offer, 'POST /api/me/subscribe-consents': () => ({}) })
    render(<RemindMe />)
    await button('接收预约提醒')
    expect(asked).toEqual([])
    await tap('接收预约提醒')
    expect(await screen.findByText('已开启。预约有进展时会在微信里提醒您。')).toBeTruthy()
    expect(asked).toEqual([['tpl-1', 'tpl-2', 'tpl-3']])
    expect(consents(sent)).toEqual([
      {
        call: 'POST /api/me/subscribe-consents',
        body: { requestId: expect.any(String), accepted: ['booking_confirmed', 'booking_reminder'] },
      },
    ])
    expect(screen.queryByText('接收预约提醒', { selector })).toBeNull()
  })

  test.each([
    ['refused', { 'tpl-1': 'reject', 'tpl-2': 'ban', 'tpl-3': 'filter' }],
    ['switched off altogether', new Error('requestSubscribeMessage:fail The main switch is switched off')],
  ])('may be %s: then SMS does it', async (_, given) => {
    answer = given
    const sent = server(offer)
    render(<RemindMe />)
    await button('接收预约提醒')
    await tap('接收预约提醒')
    expect(await screen.findByText('没有开启微信提醒，我们会改用短信提醒您。')).toBeTruthy()
    expect(consents(sent)).toEqual([])
    expect(await button('再试一次')).toBeTruthy()
  })

  test('tells the server again without asking again, under the same number', async () => {
    let isDown = true
    const sent = server({
      ...offer,
      'POST /api/me/subscribe-consents': () => (isDown ? refusal('server.unavailable') : {}),
    })
    render(<RemindMe />)
    await button('接收预约提醒')
    await tap('接收预约提醒')
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    isDown = false
    await tap('接收预约提醒')
    expect(await screen.findByText('已开启。预约有进展时会在微信里提醒您。')).toBeTruthy()
    expect(asked).toHaveLength(1)
    const ids = consents(sent).map(({ body }) => (body as { requestId: string }).requestId)
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(ids[1])
  })

  test('is not offered where the account has no templates, nor by an old WeChat', async () => {
    const sent = server({ 'GET /api/me/subscribe-templates': () => [] })
    const { container, unmount } = render(<RemindMe />)
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(container.textContent).toBe('')
    unmount()
    canAsk = false
    const old = await act(async () => {
      const shown = render(<RemindMe />)
      await Promise.resolve()
      return shown
    })
    expect(old.container.textContent).toBe('')
    expect(sent).toHaveLength(1)
  })
})
