import { drawer } from './kept-files'
import '../device'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetStaff, loginStaff } from '../../../miniprogram/src/features/staff/staff-session'
import Addon from '../../../miniprogram/src/packages/staff/pages/addon'
import Job from '../../../miniprogram/src/packages/staff/pages/job'
import Sync from '../../../miniprogram/src/packages/staff/pages/sync'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, notes, refusal, server, tap, type, type Sent } from '../owner-app'
import {
  answers,
  camera,
  commands,
  freshPhone,
  fullHouse,
  JOB,
  logInStaff,
  staff,
  uploads,
  WORKORDER,
  type House,
} from './scene'

let house: House
let said: string[]
let sentFiles: ReturnType<typeof uploads>
let shown: { unmount: () => void } | undefined
beforeEach(async () => {
  freshPhone()
  act(forgetStaff)
  drawer.clear()
  house = fullHouse()
  said = notes()
  liveSockets()
  journeys()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
  sentFiles = uploads()
  openedWith({ jobId: JOB })
  await logInStaff(house)
})
afterEach(() => shown?.unmount())

/** The server does what it is told and counts. */
function done(state: 'running' | 'paused' | 'done') {
  const [first, ...others] = house.jobs
  if (!first) throw new Error('no job')
  const version = first.job.version + 1
  const pauseReason = state === 'paused' ? 'parts' : null
  house.jobs = [{ ...first, job: { ...first.job, state, version, pauseReason } }, ...others]
  return { id: JOB, state, version }
}
const online = (more: Record<string, (body: unknown) => unknown> = {}) =>
  server({
    ...answers(house),
    'GET /api/me/work': () => ({ places: [{ storeId: 's', storeName: '浦东店', technicianId: null, ...house }] }),
    [`POST /api/jobs/${JOB}/start`]: () => done('running'),
    [`POST /api/jobs/${JOB}/pause`]: () => done('paused'),
    [`POST /api/jobs/${JOB}/completion`]: () => done('done'),
    [`POST /api/jobs/${JOB}/help`]: () => ({}),
    [`POST /api/workorders/${WORKORDER}/addons`]: () => ({ id: '01J00000000000000000000911' }),
    ...more,
  })

async function open(): Promise<void> {
  shown = render(<Job />)
  await screen.findByText('更换前刹车片')
}
const backOnline = (more?: Record<string, (body: unknown) => unknown>): Sent[] => {
  const sent = online(more)
  act(() => void fireEvent(window, new Event('online')))
  return sent
}
const UUID = expect.stringMatching(/^[\w-]{36}$/)
const INSTANT = expect.stringMatching(/^\d{4}-.*Z$/)

test('start, photo, finish: three taps', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await screen.findByRole('button', { name: '自检合格，完工' })
  camera('old.jpg')
  await tap('拍旧件')
  await screen.findByRole('button', { name: '重拍旧件' })
  await tap('自检合格，完工')
  expect(await screen.findByText('已完工，等待质检')).toBeTruthy()
  await waitFor(() => expect(commands(sent)).toHaveLength(2))
  expect(commands(sent)[0]).toEqual({
    call: `POST /api/jobs/${JOB}/start`,
    body: { requestId: UUID, version: 3, at: INSTANT },
  })
  expect(commands(sent)[1]?.body).toEqual({
    ...{ requestId: UUID, version: 4, at: INSTANT, isSelfChecked: true, note: '' },
    photoIds: ['01J00000000000000000000601'],
  })
  expect(sentFiles[0]?.path).toBe('old.jpg')
  expect(sentFiles[0]?.url).toMatch(/purpose=workshop&requestId=/)
  expect(said).toEqual(['已开始', '已完工'])
  // Nothing is left on the phone.
  await waitFor(() => expect(drawer.size).toBe(0))
})

test('a job without a photo is not finished', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await screen.findByRole('button', { name: '自检合格，完工' })
  await tap('自检合格，完工')
  expect(screen.getByText('请先拍至少 1 张完工照片。')).toBeTruthy()
  expect(commands(sent)).toHaveLength(1)
})

test('a pause says why', async () => {
  const sent = online()
  await open()
  await tap('开始施工')
  await tap('暂停')
  await tap('待料')
  expect(await screen.findByText('已暂停：待料')).toBeTruthy()
  expect(screen.getByRole('button', { name: '继续施工' })).toBeTruthy()
  await waitFor(() => expect(commands(sent)[1]?.body).toMatchObject({ reason: 'parts', note: '', version: 4 }))
})

test('help is asked for in words', async () => {
  const sent = online()
  await open()
  await tap('求助')
  await tap('发出请求')
  expect(screen.getByText('请写一下遇到什么问题。')).toBeTruthy()
  await type('遇到什么问题', '螺栓滑丝')
  await tap('发出请求')
  await waitFor(() =>
    expect(commands(sent)).toEqual([
      { call: `POST /api/jobs/${JOB}/help`, body: { requestId: UUID, note: '螺栓滑丝' } },
    ]),
  )
})

describe('an add-on', () => {
  test('takes evidence: what is missing is said', async () => {
    const sent = online()
    shown = render(<Addon />)
    await screen.findByText('沪A·D12345 提增项')
    await tap('提交给顾问')
    expect(screen.getByText('请写项目名称，至少 2 个字。')).toBeTruthy()
    expect(screen.getByText('请选择严重程度。')).toBeTruthy()
    expect(screen.getByText('请至少拍 1 张证据照片。')).toBeTruthy()
    expect(commands(sent)).toEqual([])
  })

  test('goes to the advisor with its measure and photos, and without a price', async () => {
    const sent = online()
    shown = render(<Addon />)
    await screen.findByText('沪A·D12345 提增项')
    await type('项目名称', '更换后刹车片')
    await tap('安全相关', 'radio')
    await type('检查结果', '接近极限')
    await type('测量项（选填）', '后刹车片厚度')
    await type('实测值', '3.0 mm')
    await type('标准', '≥ 4.0 mm')
    camera('a.jpg', 'b.jpg')
    await tap('加拍')
    await screen.findByRole('button', { name: '移除照片 2' })
    await tap('提交给顾问')
    await waitFor(() => expect(commands(sent)).toHaveLength(1))
    expect(commands(sent)[0]).toEqual({
      call: `POST /api/workorders/${WORKORDER}/addons`,
      body: {
        ...{ requestId: UUID, title: '更换后刹车片', severity: 'red', finding: '接近极限' },
        measure: { name: '后刹车片厚度', value: '3.0 mm', limit: '≥ 4.0 mm' },
        photoIds: ['01J00000000000000000000601', '01J00000000000000000000602'],
      },
    })
  })
})

describe('without a network', () => {
  test('all of it works, is said to wait, and is sent in its order when the network is back', async () => {
    online()
    await open()
    server({})
    await tap('开始施工')
    expect(await screen.findByText('1 项待同步 · 没有网络，有网后自动发送')).toBeTruthy()
    camera('old.jpg')
    await tap('拍旧件')
    await screen.findByRole('button', { name: '重拍旧件' })
    await tap('暂停')
    await tap('待料')
    await tap('继续施工')
    await tap('自检合格，完工')
    expect(await screen.findByText('4 项待同步 · 没有网络，有网后自动发送')).toBeTruthy()
    expect(screen.getByText('已完工，等待质检')).toBeTruthy()
    // The app is closed and opened again.
    shown?.unmount()
    await open()
    expect(screen.getByText('已完工，等待质检')).toBeTruthy()
    const sent = backOnline()
    await waitFor(() => expect(commands(sent)).toHaveLength(4))
    expect(commands(sent).map(({ call }) => call.split('/').at(-1))).toEqual([
      ...['start', 'pause', 'start', 'completion'],
    ])
    // Each builds upon the answer to the one before.
    expect(commands(sent).map(({ body }) => (body as { version: number }).version)).toEqual([3, 4, 5, 6])
    await waitFor(() => expect(screen.queryByText(/项待同步/)).toBeNull())
  })

  test('what the server then refuses stays with its words; it is tried again upon the version of now', async () => {
    online()
    await open()
    server({})
    await tap('开始施工')
    await tap('暂停')
    await tap('待料')
    await screen.findByText(/^2 项待同步/)
    backOnline({ [`POST /api/jobs/${JOB}/start`]: () => refusal('workorder.job_changed') })
    expect(await screen.findByText(/^1 项没有成功 · 1 项待同步/)).toBeTruthy()
    // Neither has happened.
    expect(screen.getByRole('button', { name: '开始施工' })).toBeTruthy()
    shown?.unmount()

    const [first] = house.jobs
    if (first) house.jobs = [{ ...first, job: { ...first.job, version: 6 } }]
    const sent = online()
    shown = render(<Sync />)
    expect(await screen.findByText('这个项目刚在别处更新过，已为您刷新。')).toBeTruthy()
    expect(screen.getAllByText('沪A·D12345 更换前刹车片')).toHaveLength(2)
    expect(screen.getByText('等上一步处理好后自动发送')).toBeTruthy()
    await tap('重试')
    expect(await screen.findByText('都已同步')).toBeTruthy()
    expect(commands(sent).map(({ body }) => (body as { version: number }).version)).toEqual([6, 7])
  })

  test('what was refused can be given up, after being asked', async () => {
    online({ [`POST /api/jobs/${JOB}/start`]: () => refusal('workorder.other_running') })
    await open()
    await tap('开始施工')
    await screen.findByText('1 项没有成功')
    shown?.unmount()
    shown = render(<Sync />)
    await tap('放弃')
    expect(screen.getByText(/“开始施工 沪A·D12345 更换前刹车片”不会发给门店/)).toBeTruthy()
    await act(async () => {
      screen.getAllByRole('button', { name: '放弃' }).at(-1)?.click()
      await Promise.resolve()
    })
    expect(await screen.findByText('都已同步')).toBeTruthy()
  })

  test('a phone whose clock is wrong lets the time of the server count', async () => {
    online({ [`POST /api/jobs/${JOB}/start`]: () => refusal('workorder.clock_wrong') })
    await open()
    await tap('开始施工')
    await screen.findByText('1 项没有成功')
    shown?.unmount()
    const sent = online()
    shown = render(<Sync />)
    expect(await screen.findByText('手机时间与系统相差太多，请校准手机时间后再提交。')).toBeTruthy()
    await tap('重试')
    await waitFor(() => expect(commands(sent)).toHaveLength(1))
    expect(commands(sent)[0]?.body).toEqual({ requestId: UUID, version: 3 })
  })

  test('is sent in the name of who did it only', async () => {
    online()
    await open()
    server({})
    await tap('开始施工')
    await screen.findByText(/^1 项待同步/)
    shown?.unmount()
    act(forgetStaff)
    const sent = online({ 'GET /api/staff/me': () => ({ ...staff, id: '01J00000000000000000000999', name: '赵敏' }) })
    await act(() => loginStaff('zhaomin', 'secret'))
    shown = render(<Sync />)
    expect(await screen.findByText(/还有其他同事的 1 项待同步/)).toBeTruthy()
    expect(commands(sent)).toEqual([])
  })
})

test('a phone without room says so and nothing is lost', async () => {
  online()
  await open()
  jest.spyOn(Taro, 'setStorageSync').mockImplementation(() => {
    throw new Error('full')
  })
  await tap('开始施工')
  expect(said).toEqual(['手机空间不足，没有存下来。请清理空间后重试。'])
  expect(screen.getByRole('button', { name: '开始施工' })).toBeTruthy()
})
