import '../in-wechat'
import { beforeEach, expect, jest, test } from '@jest/globals'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { logIn, notes, server } from '../owner-app'
import { PROGRESS, quote, visit, WORKORDER } from './scene'

configure({ asyncUtilTimeout: 15_000 })

const AUTHORISE = `POST /api/me/workorders/${WORKORDER}/authorisation`
let asked: string[][]
let answer: Readonly<Record<string, string>>
beforeEach(() => {
  logIn()
  liveSockets()
  notes()
  openedWith({ workorderId: WORKORDER })
  asked = []
  Object.assign(Taro, { canIUse: () => true })
  jest.spyOn(Taro, 'requestSubscribeMessage').mockImplementation(({ tmplIds }) => {
    asked.push(tmplIds)
    return Promise.resolve({ errMsg: 'ok', ...answer } as never)
  })
})

/** Opens a quote that waits, agrees to it, and lists what was sent. */
async function agree(): Promise<string[]> {
  const sent = server({
    [`GET ${PROGRESS}`]: () => ({ ...visit, quote, canAuthorise: true }),
    'GET /api/me/subscribe-templates': () => [{ key: 'booking_changed', templateId: 'tpl-3', credits: 0 }],
    'POST /api/me/subscribe-consents': () => ({}),
    [AUTHORISE]: () => ({ id: WORKORDER, state: 'authorised', version: 5 }),
  })
  // Roles are spelled otherwise inside WeChat.
  const { unmount } = render(<VisitPage />)
  const button = await screen.findByText('确认报价 ¥860', { selector: 'taro-button-core' })
  expect(asked).toEqual([])
  await act(async () => {
    fireEvent.click(button)
    await Promise.resolve()
  })
  await waitFor(() => expect(sent.some(({ call }) => call === AUTHORISE)).toBe(true))
  unmount()
  return sent.map(({ call }) => call).filter((call) => call.startsWith('POST'))
}

test('the tap on 确认报价 asks WeChat first, then agrees', async () => {
  answer = { 'tpl-3': 'accept' }
  expect(await agree()).toEqual(['POST /api/me/subscribe-consents', AUTHORISE])
  expect(asked).toEqual([['tpl-3']])
})

test('who wants no messages agrees all the same', async () => {
  answer = { 'tpl-3': 'reject' }
  expect(await agree()).toEqual([AUTHORISE])
  expect(asked).toHaveLength(1)
})
