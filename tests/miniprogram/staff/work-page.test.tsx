import './kept-files'
import '../device'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import { forgetStaff } from '../../../miniprogram/src/features/staff/staff-session'
import * as camera from '../../../miniprogram/src/lib/platform/scan'
import { storedSession } from '../../../miniprogram/src/lib/session'
import Login from '../../../miniprogram/src/packages/staff/pages/login'
import Work from '../../../miniprogram/src/packages/staff/pages/work'
import Me from '../../../miniprogram/src/pages/me'
import { liveSockets, type FakeSocket } from '../live-socket'
import { journeys, logIn, refusal, server, tap, type } from '../owner-app'
import { answers, CHECKED, freshPhone, fullHouse, JOB, logInStaff, LOOKED_AT, nothing, type House } from './scene'

let house: House
let went: string[]
let sockets: FakeSocket[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  freshPhone()
  act(forgetStaff)
  house = fullHouse()
  went = journeys()
  sockets = liveSockets()
})
afterEach(() => shown?.unmount())

describe('the log-in of the staff', () => {
  test('is reached from the bottom of 我的', async () => {
    server({})
    shown = render(<Me />)
    await tap(/^员工入口/)
    expect(went).toEqual(['to /packages/staff/pages/work/index'])
  })

  test('is asked for, and lives apart from that of the owner', async () => {
    logIn()
    server(answers(house))
    shown = render(<Work />)
    await tap('员工登录')
    expect(went).toEqual(['to /packages/staff/pages/login/index'])
    shown.unmount()
    const sent = server(answers(house))
    shown = render(<Login />)
    await type('用户名', ' wangqiang ')
    await type('密码', 'secret')
    await tap('登录')
    await waitFor(() => expect(sent.some(({ call }) => call === 'GET /api/staff/me')).toBe(true))
    expect(sent[0]?.body).toEqual({ username: 'wangqiang', password: 'secret' })
    expect(storedSession()?.profile.name).toBe('王先生')
    shown.unmount()
    shown = render(<Work />)
    expect(await screen.findByText('王强，您好')).toBeTruthy()
  })

  test('says what is wrong', async () => {
    server({ 'POST /api/staff-sessions': () => refusal('identity.credentials_wrong') })
    shown = render(<Login />)
    await tap('登录')
    expect(screen.getByText('请填写用户名和密码。')).toBeTruthy()
    await type('用户名', 'wangqiang')
    await type('密码', 'wrong')
    await tap('登录')
    expect((await screen.findByRole('alert')).textContent).toMatch(/用户名或密码/)
  })

  test('sends who still has a first password to the console', async () => {
    server({ 'POST /api/staff-sessions': () => ({ ...answers(house), mustChangePassword: true }) })
    shown = render(<Login />)
    await type('用户名', 'wangqiang')
    await type('密码', 'first')
    await tap('登录')
    expect(await screen.findByText(/请先在电脑工作台修改密码/)).toBeTruthy()
  })

  test('ends when it is asked to', async () => {
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('王强，您好')
    await tap('退出员工登录')
    expect(screen.getByText('退出后，需要重新输入用户名和密码。')).toBeTruthy()
    await act(async () => {
      screen.getAllByRole('button', { name: '退出员工登录' }).at(-1)?.click()
      await Promise.resolve()
    })
    expect(await screen.findByText('请先登录')).toBeTruthy()
  })
})

describe('我的任务', () => {
  test('lists jobs, jobs to look at and cars to check, without names of owners, phones and prices', async () => {
    await logInStaff(house)
    shown = render(<Work />)
    expect(await screen.findByText('我的任务 2')).toBeTruthy()
    expect(screen.getByText('待互检 1')).toBeTruthy()
    expect(screen.getByText('施工：李明')).toBeTruthy()
    expect(screen.getByText('待质检 1')).toBeTruthy()
    expect(screen.getByText('更换前刹车片')).toBeTruthy()
    expect(screen.getAllByText('工位 A3')).toHaveLength(2)
    expect(document.body.textContent).not.toMatch(/¥|\d{11}/)
    await tap(/沪A·D12345/)
    await tap(/沪D·55555/)
    await tap(/沪C·88888/)
    expect(went).toEqual([
      `to /packages/staff/pages/job/index?jobId=${JOB}`,
      `to /packages/staff/pages/check/index?jobId=${LOOKED_AT}`,
      'to /packages/staff/pages/qc/index?workorderId=01J00000000000000000000902',
    ])
  })

  test('shows new work at once, of every store', async () => {
    await logInStaff(nothing())
    shown = render(<Work />)
    await screen.findByText('现在没有派给您的项目')
    await waitFor(() => expect(sockets[0]).toBeTruthy())
    act(() => {
      sockets[0]?.open()
      sockets[0]?.say({ type: 'ready' })
    })
    expect(sockets[0]?.sent[0]).toEqual({ type: 'hello', token: 'access' })
    expect(sockets[0]?.follows()).toEqual(['work'])
    server(answers(house))
    act(() => sockets[0]?.say({ type: 'changed', topic: { kind: 'work' } }))
    expect(await screen.findByText('我的任务 2')).toBeTruthy()
    server(answers(nothing()))
    act(() => sockets[0]?.say({ type: 'changed', topic: { kind: 'work' } }))
    expect(await screen.findByText('现在没有派给您的项目')).toBeTruthy()
  })

  test('finds the job of a car by the end of its plate or of its VIN', async () => {
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('我的任务 2')
    await type('车牌或车架号后 6 位', '12345')
    expect(await screen.findByText('我的任务 1')).toBeTruthy()
    expect(screen.queryByText('四轮定位')).toBeNull()
    await type('车牌或车架号后 6 位', 'LRW3E7FA9MC777777')
    expect(await screen.findByText('四轮定位')).toBeTruthy()
    expect(screen.queryByText('更换前刹车片')).toBeNull()
    await type('车牌或车架号后 6 位', '沪Z')
    expect(await screen.findByText(/没有找到这辆车的任务/)).toBeTruthy()
    await tap('看全部任务')
    expect(await screen.findByText('我的任务 2')).toBeTruthy()
  })

  test('leads to the car whose plate is typed with the keyboard for plates, without a network too', async () => {
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('我的任务 2')
    shown.unmount()
    server({})
    shown = render(<Work />)
    await screen.findByText(/^没有网络/)
    await tap('输车牌')
    const keyboard = within(screen.getByRole('dialog', { name: '输入车牌号' }))
    for (const key of 'B66666') await act(async () => keyboard.getByRole('button', { name: key }).click())
    await tap('找这辆车')
    expect(went).toEqual(['to /packages/staff/pages/job/index?jobId=01J00000000000000000000932'])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test.each([
    ['a job to look at', 'LC0CE6CB8N0654321', `to /packages/staff/pages/check/index?jobId=${LOOKED_AT}`],
    ['a car to check', '123456', `to /packages/staff/pages/qc/index?workorderId=${CHECKED}`],
  ])('leads to %s as the camera reads its VIN', async (_what, code, page) => {
    jest.spyOn(camera, 'canScan').mockReturnValue(true)
    jest.spyOn(camera, 'scan').mockResolvedValue(code)
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('我的任务 2')
    await tap('扫车架号')
    await waitFor(() => expect(went).toEqual([page]))
  })

  test('fetches its own pages ahead, for when there is no network at the car', async () => {
    const fetched: string[] = []
    const route = (path: string) => ({ path, load: () => [Promise.resolve(fetched.push(path))] })
    const config = { routes: [route('packages/staff/pages/job/index'), route('packages/booking/pages/slot/index')] }
    Object.assign(window, { __taroAppConfig: config })
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('我的任务 2')
    Object.assign(window, { __taroAppConfig: undefined })
    expect(fetched).toEqual(['packages/staff/pages/job/index'])
  })

  test('says why a job stands still', async () => {
    const [first] = house.jobs
    if (!first) throw new Error('no job')
    await logInStaff({
      ...nothing(),
      jobs: [{ ...first, job: { ...first.job, state: 'paused', pauseReason: 'parts' } }],
    })
    shown = render(<Work />)
    expect(await screen.findByText('已暂停：待料')).toBeTruthy()
  })

  test('says until when a car is promised, and that the time has passed', async () => {
    const [first, second] = house.jobs
    if (!first || !second) throw new Error('no jobs')
    const promisedAt = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
    await logInStaff({
      ...nothing(),
      jobs: [
        { ...first, promisedAt: promisedAt(1) },
        { ...second, promisedAt: promisedAt(-1) },
      ],
    })
    shown = render(<Work />)
    expect(await screen.findByText(/^承诺明天.* 前交车$/)).toBeTruthy()
    expect(screen.getByText(/^已过承诺的交车时间：昨天/)).toBeTruthy()
  })

  test('shows what it knew where there is no network, and says from when that is', async () => {
    await logInStaff(house)
    shown = render(<Work />)
    await screen.findByText('我的任务 2')
    shown.unmount()
    server({})
    shown = render(<Work />)
    expect(await screen.findByText(/^没有网络，显示的是今天/)).toBeTruthy()
    expect(screen.getByText('更换前刹车片')).toBeTruthy()
  })

  test('has nothing to do and says so', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined)
    await logInStaff(nothing())
    shown = render(<Work />)
    expect(await screen.findByText('现在没有派给您的项目')).toBeTruthy()
  })
})
