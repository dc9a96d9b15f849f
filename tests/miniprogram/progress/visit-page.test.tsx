import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import Taro from '@tarojs/taro'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { openedWith } from '../booking/scene'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logIn, logOut, notes, refusal, server, tap } from '../owner-app'
import { house, leave, posts, show, standing } from './open-visit'
import { at, inspection, quote, WORKORDER } from './scene'

const AUTHORISE = `POST /api/me/workorders/${WORKORDER}/authorisation`

let said: string[]
let went: string[]
let sockets: FakeSocket[]

beforeEach(() => {
  logIn()
  sockets = liveSockets()
  said = notes()
  went = journeys()
  openedWith({ workorderId: WORKORDER })
})
afterEach(leave)

describe('a visit', () => {
  test('says by when, how sure, where it stands and who works on it', async () => {
    await show()
    expect(screen.getByText('预计今天 23:59 前可取车')).toBeTruthy()
    expect(screen.getByText('把握 90%（按同类服务的以往用时）')).toBeTruthy()
    expect(screen.getByRole('img', { name: '进度：施工' })).toBeTruthy()
    expect(screen.getByText('王师傅正在更换前刹车片')).toBeTruthy()
    expect(screen.getByText('王师傅 · 高级技师')).toBeTruthy()
    const entries = within(screen.getByRole('list', { name: '服务过程' })).getAllByRole('listitem')
    expect(entries[0]?.textContent).toMatch('王师傅开始更换前刹车片')
    expect(screen.getAllByRole('button', { name: /^查看过程照片/ })).toHaveLength(2)
  })

  test.each([
    ['ready', '可以来取车了'],
    ['delivered', '本次服务已完成'],
  ] as const)('that is %s says so instead of a time', async (state, words) => {
    await show({ state })
    expect(screen.getByText(words)).toBeTruthy()
    expect(screen.queryByText(/前可取车/)).toBeNull()
  })

  test('that is late says so instead of a time that has passed', async () => {
    await show({ promisedAt: new Date(Date.now() - 60_000).toISOString() })
    expect(screen.getByText('比预计的时间晚了，门店会告诉您新的时间')).toBeTruthy()
    expect(screen.queryByText(/前可取车|把握/)).toBeNull()
  })

  test('follows what happens while it is looked at', async () => {
    await show()
    await waitFor(() => expect(sockets[0]).toBeTruthy())
    act(() => {
      sockets[0]?.open()
      sockets[0]?.say({ type: 'ready' })
    })
    house.now = { ...house.now, headline: '正在质检' }
    act(() => sockets[0]?.say({ type: 'changed', topic: { kind: 'mine' } }))
    expect(await screen.findByText('正在质检')).toBeTruthy()
  })

  test('shows the sheet that was signed when the car came', async () => {
    await show()
    await tap(/^接车检查单/)
    const sheet = within(screen.getByRole('dialog'))
    expect(sheet.getByText('32,100 公里')).toBeTruthy()
    expect(sheet.getByText('左侧划痕：约 10 厘米')).toBeTruthy()
    expect(sheet.getByText('胎压')).toBeTruthy()
    expect(sheet.getAllByRole('button', { name: /^查看接车照片/ })).toHaveLength(inspection.photos.length)
  })

  test('shows what was not done with when to look again, and what is in order', async () => {
    await show({
      declined: [{ name: '更换雨刮', severity: 'yellow', hint: '1 个月内' }],
      fine: ['轮胎', '蓄电池'],
    })
    expect(screen.getByText('复查建议：1 个月内')).toBeTruthy()
    expect(screen.getByText('轮胎、蓄电池')).toBeTruthy()
  })

  test('has somebody to ask', async () => {
    const called: string[] = []
    jest.spyOn(Taro, 'makePhoneCall').mockImplementation(({ phoneNumber }: { phoneNumber: string }) => {
      called.push(phoneNumber)
      return Promise.resolve({ errMsg: 'ok' })
    })
    const asked = jest.spyOn(Taro, 'showModal').mockResolvedValue({ confirm: true } as never)
    await show()
    await tap('问我的顾问')
    await waitFor(() => expect(called).toEqual(['021-5000-0000']))
    expect(asked.mock.calls[0]?.[0]).toMatchObject({
      content: '请转接李顾问，服务号 WO20261129001',
    })
    await tap('致电门店')
    await waitFor(() => expect(called).toHaveLength(2))
  })

  test('asks for a log-in when nobody is logged in', async () => {
    logOut()
    const sent = server({})
    const { unmount } = render(<VisitPage />)
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    expect(sent).toEqual([])
    unmount()
  })
})

describe('the quote', () => {
  const open = { quote, canAuthorise: true, state: 'quoted' as const }

  test('has labour and material apart and is agreed to exactly as it was shown', async () => {
    const sent = await show(open, {
      [AUTHORISE]: () => {
        house.now = { ...house.now, canAuthorise: false, quote: { ...quote, authorisedAt: at(10, 20), method: 'app' } }
        return standing
      },
    })
    expect(screen.getByText('1.5 小时')).toBeTruthy()
    expect(screen.getByText('确认后预计今天 23:59 前可取车')).toBeTruthy()
    expect(screen.getByText('没有您的确认，我们不会施工，也不会产生费用。')).toBeTruthy()
    await tap('确认报价 ¥860')
    expect(await screen.findByText('已确认的报价')).toBeTruthy()
    expect(posts(sent)).toEqual([
      {
        call: AUTHORISE,
        body: { requestId: expect.any(String), quoteVersion: 2, snapshotHash: quote.snapshotHash },
      },
    ])
    expect(said).toEqual(['已确认，我们马上安排施工'])
    expect(screen.queryByRole('button', { name: /^确认报价/ })).toBeNull()
  })

  test('that was changed meanwhile is not agreed to; the new one is shown', async () => {
    await show(open, {
      [AUTHORISE]: () => {
        house.now = { ...house.now, quote: { ...quote, version: 3, totalFen: 90_000 } }
        return refusal('workorder.quote_changed')
      },
    })
    await tap('确认报价 ¥860')
    expect(await screen.findByRole('button', { name: '确认报价 ¥900' })).toBeTruthy()
    expect(screen.getByText('报价刚刚更新过，请核对新的报价后再确认。')).toBeTruthy()
  })

  test('is sent under the same number after a lost answer', async () => {
    let isDown = true
    const sent = await show(open, { [AUTHORISE]: () => (isDown ? Promise.reject(new Error('lost')) : standing) })
    await tap('确认报价 ¥860')
    expect(await screen.findByText(/网络不太顺畅/)).toBeTruthy()
    isDown = false
    await tap('确认报价 ¥860')
    await waitFor(() => expect(posts(sent)).toHaveLength(2))
    expect(posts(sent)[0]?.body).toEqual(posts(sent)[1]?.body)
  })
})
