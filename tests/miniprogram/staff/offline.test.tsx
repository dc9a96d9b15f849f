import './kept-files'
import '../device'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { act, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetStaff, loginStaff } from '../../../miniprogram/src/features/staff/staff-session'
import Sync from '../../../miniprogram/src/packages/staff/pages/sync'
import { notes, refusal, server, tap, type } from '../owner-app'
import { backOnline, begin, leave, now, online, open, show } from './at-the-car'
import { camera, commands, JOB, refusing, staff, uploads } from './scene'

const UUID = expect.stringMatching(/^[\w-]{36}$/)

let said: string[]
beforeEach(async () => {
  said = notes()
  uploads()
  await begin()
})
afterEach(leave)

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
    expect(screen.getByText('已完工，等待同事互检')).toBeTruthy()
    // The app is closed and opened again.
    leave()
    await open()
    expect(screen.getByText('已完工，等待同事互检')).toBeTruthy()
    const sent = backOnline()
    await waitFor(() => expect(commands(sent)).toHaveLength(4))
    expect(commands(sent).map(({ call }) => call.split('/').at(-1))).toEqual([
      ...['start', 'pause', 'start', 'completion'],
    ])
    // Each builds upon the answer to the one before.
    expect(commands(sent).map(({ body }) => (body as { version: number }).version)).toEqual([3, 4, 5, 6])
    await waitFor(() => expect(screen.queryByText(/项待同步/)).toBeNull())
  })

  test('nothing is said to be done that only waits on the phone', async () => {
    online()
    await open()
    server({})
    jest.spyOn(navigator, 'onLine', 'get').mockReturnValueOnce(false)
    await tap('开始施工')
    await screen.findByText('1 项待同步 · 没有网络，有网后自动发送')
    await tap('求助')
    await type('遇到什么问题', '螺栓滑丝')
    await tap('发出请求')
    await screen.findByText(/^2 项待同步/)
    expect(said).toEqual(['已存在手机上，有网后自动发送', '已存在手机上，有网后自动发送'])
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
    leave()

    const [first] = now.house.jobs
    if (first) now.house.jobs = [{ ...first, job: { ...first.job, version: 6 } }]
    const sent = online()
    show(<Sync />)
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
    leave()
    show(<Sync />)
    await tap('放弃')
    expect(screen.getByText(/“开始施工 沪A·D12345 更换前刹车片”不会发给门店/)).toBeTruthy()
    await act(async () => {
      screen.getAllByRole('button', { name: '放弃' }).at(-1)?.click()
      await Promise.resolve()
    })
    expect(await screen.findByText('都已同步')).toBeTruthy()
  })

  test('too many photos under way are said in words; the photo stays and goes with the next try', async () => {
    const [first] = now.house.jobs
    if (first) now.house.jobs = [{ ...first, job: { ...first.job, state: 'running' } }]
    online()
    await open()
    camera('done.jpg')
    uploads(refusing('files.too_many_waiting'))
    await tap('拍完工')
    await screen.findByRole('button', { name: '重拍完工' })
    await tap('自检合格，完工')
    expect(await screen.findByText('1 项没有成功')).toBeTruthy()
    leave()
    uploads()
    const sent = online()
    show(<Sync />)
    expect(await screen.findByText(/照片还在手机里，不用重拍。请先处理其他没有成功的步骤/)).toBeTruthy()
    await tap('重试')
    await waitFor(() => expect(commands(sent)).toHaveLength(1))
    expect(commands(sent)[0]?.body).toMatchObject({ photoIds: [expect.any(String)] })
  })

  test('a phone whose clock is wrong lets the time of the server count', async () => {
    online({ [`POST /api/jobs/${JOB}/start`]: () => refusal('workorder.clock_wrong') })
    await open()
    await tap('开始施工')
    await screen.findByText('1 项没有成功')
    leave()
    const sent = online()
    show(<Sync />)
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
    leave()
    act(forgetStaff)
    const sent = online({ 'GET /api/staff/me': () => ({ ...staff, id: '01J00000000000000000000999', name: '赵敏' }) })
    await act(() => loginStaff('zhaomin', 'secret'))
    show(<Sync />)
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
