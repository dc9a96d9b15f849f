import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { messaging } from '@pitlane/contract'
import { act, configure, render, screen, waitFor } from '@testing-library/react'
import Messages from '../../../miniprogram/src/packages/account/pages/messages'
import Me from '../../../miniprogram/src/pages/me'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logIn, logOut, notes, refusal, server, tap } from '../owner-app'

// A busy machine must not decide whether a screen works.
configure({ asyncUtilTimeout: 15_000 })

const message = (n: number, over: Partial<messaging.MessageView> = {}): messaging.MessageView => ({
  id: `01J0000000000000000000${String(n).padStart(4, '0')}`,
  kind: 'booking_reminder',
  title: '到店提醒',
  body: `第 ${n} 条：您预约了明天 10:00 到店。`,
  link: '/packages/booking/pages/detail/index?bookingId=1',
  sentAt: new Date().toISOString(),
  isRead: false,
  ...over,
})

let went: string[]
let shown: string[]
let sockets: FakeSocket[]
let page: { unmount: () => void } | undefined
const show = (element: React.ReactElement) => (page = render(element))

beforeEach(() => {
  logIn()
  went = journeys()
  shown = notes()
  sockets = liveSockets()
})
afterEach(() => page?.unmount())

/** The server says that something is new. */
async function hear(): Promise<void> {
  await waitFor(() => expect(sockets).toHaveLength(1))
  await act(async () => {
    sockets[0]?.open()
    sockets[0]?.say({ type: 'ready' })
    sockets[0]?.say({ type: 'changed', topic: { kind: 'mine' }, what: 'message' })
    await Promise.resolve()
  })
}

describe('the way to the messages', () => {
  test('says how many are unread, also when one arrives meanwhile', async () => {
    let unread = 0
    server({ 'GET /api/me/message-count': () => ({ unread }) })
    show(<Me />)
    expect(screen.getByText('预约结果、到店提醒')).toBeTruthy()
    expect(screen.queryByText(/条未读/)).toBeNull()
    unread = 2
    await hear()
    expect(await screen.findByText('2 条未读')).toBeTruthy()
    await tap(/^消息/)
    expect(went).toEqual(['to /packages/account/pages/messages/index'])
  })

  test('asks nothing for a guest', async () => {
    logOut()
    const sent = server({})
    await act(async () => {
      show(<Me />)
      await Promise.resolve()
    })
    expect(sent).toEqual([])
  })
})

describe('the messages', () => {
  test('are read by opening them, which leads to the booking', async () => {
    const sent = server({
      'GET /api/me/messages': () => ({ items: [message(2), message(1, { isRead: true })], next: null }),
      [`POST /api/me/messages/${message(2).id}/reading`]: () => ({ unread: 0 }),
    })
    show(<Messages />)
    expect(await screen.findByText('第 2 条：您预约了明天 10:00 到店。')).toBeTruthy()
    expect(screen.getAllByText('未读')).toHaveLength(1)
    await tap(/第 2 条/)
    expect(went).toEqual(['to /packages/booking/pages/detail/index?bookingId=1'])
    await waitFor(() => expect(screen.queryByText('未读')).toBeNull())
    await tap(/第 1 条/)
    expect(sent.filter(({ call }) => call.startsWith('POST'))).toHaveLength(1)
  })

  test('are all read at once', async () => {
    server({
      'GET /api/me/messages': () => ({ items: [message(2), message(1)], next: null }),
      'POST /api/me/message-readings': () => ({ unread: 0 }),
    })
    show(<Messages />)
    expect(await screen.findAllByText('未读')).toHaveLength(2)
    await tap('全部已读')
    await waitFor(() => expect(screen.queryByText('未读')).toBeNull())
    expect(screen.queryByText('全部已读')).toBeNull()
  })

  test('say so when they could not be marked', async () => {
    server({ 'GET /api/me/messages': () => ({ items: [message(1)], next: null }) })
    show(<Messages />)
    await screen.findByText('未读')
    await tap('全部已读')
    await waitFor(() => expect(shown).toEqual(['没有标记成功，请稍后再试。']))
    expect(screen.getByText('未读')).toBeTruthy()
  })

  test('come page by page', async () => {
    const pages = [
      { items: [message(3)], next: message(3).id },
      { items: [message(2)], next: null },
    ]
    server({ 'GET /api/me/messages': () => pages.shift() })
    show(<Messages />)
    await screen.findByText(/第 3 条/)
    await tap('加载更多')
    expect(await screen.findByText(/第 2 条/)).toBeTruthy()
    expect(screen.queryByText('加载更多')).toBeNull()
  })

  test('can be none, or not to be had', async () => {
    let isDown = true
    server({
      'GET /api/me/messages': () => (isDown ? refusal('server.unavailable') : { items: [], next: null }),
    })
    show(<Messages />)
    expect(await screen.findByText('服务正在重启或维护，请稍后再试。')).toBeTruthy()
    isDown = false
    await tap('重试')
    expect(await screen.findByText('还没有消息')).toBeTruthy()
  })

  test('are for those who have logged in', async () => {
    logOut()
    show(<Messages />)
    expect(screen.getByText('登录后查看您的消息')).toBeTruthy()
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
  })
})
