import '../in-wechat'
import { beforeEach, expect, jest, test } from '@jest/globals'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { logIn, notes, server } from '../owner-app'
import type { Progress } from '../../../miniprogram/src/features/progress/progress.api'
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

const templates = [
  { key: 'quote_asked', templateId: 'tpl-1', credits: 0 },
  { key: 'service_progress', templateId: 'tpl-2', credits: 0 },
  { key: 'car_ready', templateId: 'tpl-3', credits: 0 },
]
const IDS = ['tpl-1', 'tpl-2', 'tpl-3']

const watched = (over: Partial<Progress>) =>
  server({
    [`GET ${PROGRESS}`]: () => ({ ...visit, ...over }),
    'GET /api/me/subscribe-templates': () => templates,
    'POST /api/me/subscribe-consents': () => ({}),
    [AUTHORISE]: () => ({ id: WORKORDER, state: 'authorised', version: 5 }),
  })

async function tap(element: HTMLElement): Promise<void> {
  await act(async () => {
    fireEvent.click(element)
    await Promise.resolve()
  })
}

/** Opens a quote that waits, agrees to it, and lists what was sent. */
async function agree(): Promise<string[]> {
  const sent = watched({ quote, canAuthorise: true })
  // Roles are spelled otherwise inside WeChat.
  const { unmount } = render(<VisitPage />)
  const button = await screen.findByText('确认报价 ¥860', { selector: 'taro-button-core' })
  await screen.findByText('接收进度通知')
  expect(asked).toEqual([])
  await tap(button)
  await waitFor(() => expect(sent.some(({ call }) => call === AUTHORISE)).toBe(true))
  unmount()
  return sent.map(({ call }) => call).filter((call) => call.startsWith('POST'))
}

test('the tap on 确认报价 asks WeChat first, then agrees', async () => {
  answer = { 'tpl-3': 'accept' }
  expect(await agree()).toEqual(['POST /api/me/subscribe-consents', AUTHORISE])
  expect(asked).toEqual([IDS])
})

test('who wants no messages agrees all the same', async () => {
  answer = { 'tpl-3': 'reject' }
  expect(await agree()).toEqual([AUTHORISE])
  expect(asked).toHaveLength(1)
})

test('a quiet line asks too, says what came of it, and is gone with the visit', async () => {
  answer = { 'tpl-1': 'reject', 'tpl-2': 'reject', 'tpl-3': 'reject' }
  const sent = watched({})
  const { unmount } = render(<VisitPage />)
  await tap(await screen.findByText('接收进度通知'))
  await tap(await screen.findByText('再试一次'))
  answer = { 'tpl-1': 'accept', 'tpl-3': 'accept' }
  await tap(screen.getByText('再试一次'))
  expect(await screen.findByText('已开启，有进展时会在微信里通知您。')).toBeTruthy()
  expect(screen.queryByText('接收进度通知')).toBeNull()
  expect(asked).toEqual([IDS, IDS, IDS])
  const consents = sent.filter(({ call }) => call === 'POST /api/me/subscribe-consents')
  expect(consents.map(({ body }) => body)).toMatchObject([{ accepted: ['quote_asked', 'car_ready'] }])
  unmount()
  watched({ state: 'delivered' })
  const over = render(<VisitPage />)
  expect(await screen.findByText('本次服务已完成')).toBeTruthy()
  expect(screen.queryByText('接收进度通知')).toBeNull()
  over.unmount()
})
