import { drawer } from './kept-files'
import '../device'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetStaff } from '../../../miniprogram/src/features/staff/staff-session'
import Check from '../../../miniprogram/src/packages/staff/pages/check'
import Sync from '../../../miniprogram/src/packages/staff/pages/sync'
import Work from '../../../miniprogram/src/packages/staff/pages/work'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, notes, refusal, server, tap, type, type Sent } from '../owner-app'
import { answers, camera, commands, freshPhone, fullHouse, logInStaff, LOOKED_AT, nothing, uploads } from './scene'

const CHECK = `POST /api/jobs/${LOOKED_AT}/cross-check`
const UUID = expect.stringMatching(/^[\w-]{36}$/)

let said: string[]
let went: string[]
let shown: { unmount: () => void } | undefined
beforeEach(async () => {
  freshPhone()
  act(forgetStaff)
  drawer.clear()
  said = notes()
  liveSockets()
  went = journeys()
  uploads()
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue([{}, {}] as never)
  openedWith({ jobId: LOOKED_AT })
  await logInStaff()
})
afterEach(() => shown?.unmount())

const standing = () => ({ id: LOOKED_AT, state: 'done', version: 6 })
const online = (answer: () => unknown = standing): Sent[] => server({ ...answers(fullHouse()), [CHECK]: answer })
async function open(): Promise<void> {
  shown = render(<Check />)
  await screen.findByText('更换转向拉杆')
}

test('a job in order passes with one touch', async () => {
  const sent = online()
  await open()
  expect(screen.getByText('施工：李明')).toBeTruthy()
  await tap('通过')
  await waitFor(() => expect(commands(sent)).toHaveLength(1))
  expect(commands(sent)[0]).toEqual({
    call: CHECK,
    body: { requestId: UUID, version: 5, isPassed: true, reason: '', photoIds: [] },
  })
  expect(said).toEqual(['互检已通过'])
  expect(went).toEqual(['back'])
})

test('it goes back with why and a photo, and without either it does not', async () => {
  const sent = online()
  await open()
  await tap('退回')
  await tap('确认退回')
  expect(screen.getByText('请写明哪里不合格，至少 2 个字。')).toBeTruthy()
  await type('哪里不合格', ' 没打扭矩标记 ')
  await tap('确认退回')
  expect(screen.getByText('退回需要至少 1 张照片。')).toBeTruthy()
  expect(commands(sent)).toEqual([])
  camera('bolt.jpg')
  await tap('拍照')
  await screen.findByRole('button', { name: '移除照片 1' })
  await tap('确认退回')
  await waitFor(() => expect(commands(sent)).toHaveLength(1))
  expect(commands(sent)[0]?.body).toEqual({
    ...{ requestId: UUID, version: 5, isPassed: false, reason: '没打扭矩标记' },
    photoIds: ['01J00000000000000000000601'],
  })
  expect(said).toEqual(['已退回给技师'])
})

test('what was noted so far is there after the app was closed', async () => {
  online()
  await open()
  await tap('退回')
  await type('哪里不合格', '没打扭矩标记')
  shown?.unmount()
  await open()
  expect(screen.getByRole('button', { name: '确认退回' })).toBeTruthy()
  await waitFor(() => expect(screen.getByLabelText('哪里不合格').querySelector('input')?.value).toBe('没打扭矩标记'))
  await tap('先不退回')
  expect(screen.getByRole('button', { name: '通过' })).toBeTruthy()
})

test('without a network it waits on the phone, and the list says so', async () => {
  online()
  await open()
  server({})
  await tap('通过')
  expect(await screen.findByText('这个项目现在不用互检，可能别人已检查过。')).toBeTruthy()
  shown?.unmount()
  shown = render(<Work />)
  expect(await screen.findByText(/^1 项待同步/)).toBeTruthy()
  expect(await screen.findByText('待互检 1')).toBeTruthy()
  expect(screen.getAllByText('待同步')).toHaveLength(1)
})

test('what the server refuses is said, and is tried again upon the version of now', async () => {
  online(() => refusal('workorder.job_changed'))
  await open()
  await tap('通过')
  await screen.findByText('1 项没有成功')
  shown?.unmount()
  const house = fullHouse()
  const [check] = house.checks
  if (!check) throw new Error('nothing to look at')
  house.checks = [{ ...check, job: { ...check.job, version: 8 } }]
  const sent = server({ ...answers(house), [CHECK]: standing })
  shown = render(<Sync />)
  expect(await screen.findByText('互检')).toBeTruthy()
  await tap('重试')
  await waitFor(() => expect(commands(sent)[0]?.body).toMatchObject({ version: 8, isPassed: true }))
})

test('a job that somebody else has looked at is not there any more', async () => {
  server(answers(nothing()))
  shown = render(<Check />)
  expect(await screen.findByText('这个项目现在不用互检，可能别人已检查过。')).toBeTruthy()
})
