import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { workorder } from '@pitlane/contract'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import Taro from '@tarojs/taro'
import VisitPage from '../../../miniprogram/src/packages/visit/pages/progress'
import { openedWith } from '../booking/scene'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logIn, logOut, notes, refusal, server, tap, type Sent } from '../owner-app'
import { addon, at, inspection, PROGRESS, quote, visit, WORKORDER } from './scene'

const AUTHORISE = `POST /api/me/workorders/${WORKORDER}/authorisation`
const DECIDE = `POST /api/me/addons/${addon.id}/decision`
const standing = { id: WORKORDER, state: 'authorised', version: 5 }

let now: workorder.ProgressView
let said: string[]
let went: string[]
let sockets: FakeSocket[]
let shown: { unmount: () => void } | undefined

beforeEach(() => {
  logIn()
  sockets = liveSockets()
  said = notes()
  went = journeys()
  openedWith({ workorderId: WORKORDER })
})
afterEach(() => shown?.unmount())

async function show(
  over: Partial<workorder.ProgressView> = {},
  more: Record<string, (body: unknown) => unknown> = {},
): Promise<Sent[]> {
  now = { ...visit, ...over }
  const sent = server({ [`GET ${PROGRESS}`]: () => now, ...more })
  shown = render(<VisitPage />)
  await screen.findByText(/沪A·D12345 特斯拉 Model 3 · 浦东店/)
  return sent
}
const posts = (sent: readonly Sent[]) => sent.filter(({ call }) => call.startsWith('POST'))

describe('a visit', () => {
  test('says by when, how sure, where it stands and who works on it', async () => {
    await show()
    expect(screen.getByText('预计最晚 今天 16:30 取车')).toBeTruthy()
    expect(screen.getByText('把握 90%')).toBeTruthy()
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
    expect(screen.queryByText(/预计最晚/)).toBeNull()
  })

  test('follows what happens while it is looked at', async () => {
    await show()
    await waitFor(() => expect(sockets[0]).toBeTruthy())
    act(() => {
      sockets[0]?.open()
      sockets[0]?.say({ type: 'ready' })
    })
    now = { ...now, headline: '正在质检' }
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
      content: '接通后请转李顾问，报服务号 WO20261129001 即可。',
    })
    await tap('致电门店')
    await waitFor(() => expect(called).toHaveLength(2))
  })

  test('asks for a log-in when nobody is logged in', async () => {
    logOut()
    const sent = server({})
    shown = render(<VisitPage />)
    await tap('登录')
    expect(went).toEqual(['to /packages/account/pages/login/index'])
    expect(sent).toEqual([])
  })
})

describe('the quote', () => {
  const open = { quote, canAuthorise: true, state: 'quoted' as const }

  test('has labour and material apart and is agreed to exactly as it was shown', async () => {
    const sent = await show(open, {
      [AUTHORISE]: () => {
        now = { ...now, canAuthorise: false, quote: { ...quote, authorisedAt: at(10, 20), method: 'app' } }
        return standing
      },
    })
    expect(screen.getByText('1.5 小时')).toBeTruthy()
    expect(screen.getByText('确认后预计最晚 今天 16:30 取车')).toBeTruthy()
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
        now = { ...now, quote: { ...quote, version: 3, totalFen: 90_000 } }
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

describe('something that was found', () => {
  test('is shown with severity in a word, what was measured beside its limit, and photos', async () => {
    await show({ addons: [addon] })
    expect(screen.getByText('安全相关')).toBeTruthy()
    expect(screen.getByText('实测 3.0 mm，标准 ≥ 4.0 mm')).toBeTruthy()
    expect(screen.getByRole('button', { name: '查看检查照片 1' })).toBeTruthy()
    expect(screen.getByRole('checkbox', { name: /更换后刹车片 ¥600.*工时 ¥200，材料 后刹车片 1 套 ¥400/ })).toBeTruthy()
  })

  test('is approved line by line; what is not chosen is declined, of a safety finding with a tick', async () => {
    const sent = await show({ addons: [addon] }, { [DECIDE]: () => standing })
    await tap(/^更换后刹车片/, 'checkbox')
    expect(screen.getByText('做完多用约 45 分钟')).toBeTruthy()
    await tap('同意 1 项，共 ¥600')
    expect(screen.getByText('这是与安全相关的项目，请先勾选“我已知晓”。')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await tap(/^我已知晓/, 'checkbox')
    await tap('同意 1 项，共 ¥600')
    await waitFor(() => expect(said).toEqual(['已收到您的决定']))
    expect(posts(sent)[0]?.body).toEqual({
      ...{ requestId: expect.any(String), snapshotHash: addon.snapshotHash, approved: [0], isRiskAccepted: true },
    })
  })

  test('wants no tick when all of it is done', async () => {
    const sent = await show({ addons: [addon] }, { [DECIDE]: () => standing })
    await tap(/^更换后刹车片/, 'checkbox')
    await tap(/^保养卡钳/, 'checkbox')
    expect(screen.queryByRole('checkbox', { name: /^我已知晓/ })).toBeNull()
    await tap('同意 2 项，共 ¥680')
    await waitFor(() => expect(posts(sent)).toHaveLength(1))
    expect(posts(sent)[0]?.body).toMatchObject({ approved: [0, 2], isRiskAccepted: false })
  })

  test('is declined by default, with when to look again before it is sent', async () => {
    const sent = await show({ addons: [{ ...addon, severity: 'yellow' }] }, { [DECIDE]: () => standing })
    await tap('这次都不做')
    expect(screen.getByText('放心，这次不做也可以')).toBeTruthy()
    expect(screen.getByText('复查建议：3 个月内或 3,000 公里')).toBeTruthy()
    expect(posts(sent)).toEqual([])
    await tap('确定，这次不做')
    await waitFor(() => expect(posts(sent)[0]?.body).toMatchObject({ approved: [], isRiskAccepted: false }))
  })

  test('that was decided elsewhere says so', async () => {
    await show(
      { addons: [{ ...addon, severity: 'yellow' }] },
      {
        [DECIDE]: () => {
          now = { ...now, addons: [{ ...addon, state: 'declined' }] }
          return refusal('workorder.addon_decided')
        },
      },
    )
    await tap('这次都不做')
    await tap('确定，这次不做')
    expect(await screen.findByText('这次不做')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '这次都不做' })).toBeNull()
  })
})
