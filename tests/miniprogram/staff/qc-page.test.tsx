import { drawer } from './kept-files'
import '../device'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import Taro from '@tarojs/taro'
import { forgetStaff } from '../../../miniprogram/src/features/staff/staff-session'
import Qc from '../../../miniprogram/src/packages/staff/pages/qc'
import { openedWith } from '../booking/scene'
import { liveSockets } from '../live-socket'
import { journeys, notes, server, tap, type, type Sent } from '../owner-app'
import { answers, camera, CHECKED, commands, freshPhone, fullHouse, logInStaff, nothing, uploads } from './scene'

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
  openedWith({ workorderId: CHECKED })
  await logInStaff()
})
afterEach(() => shown?.unmount())

async function open(): Promise<Sent[]> {
  const sent = server({
    ...answers(fullHouse()),
    [`POST /api/workorders/${CHECKED}/qc`]: () => ({ id: CHECKED, state: 'qc_passed', version: 9 }),
  })
  shown = render(<Qc />)
  await screen.findByText('底部和机舱无渗漏')
  return sent
}
const answer = async (title: string, word: string) => {
  await act(async () => {
    within(screen.getByRole('radiogroup', { name: title }))
      .getByRole('radio', { name: word })
      .click()
    await Promise.resolve()
  })
}

test('what failed before comes first and says so', async () => {
  await open()
  expect(screen.getAllByRole('radiogroup').map((group) => group.getAttribute('aria-label'))).toEqual([
    ...['底部和机舱无渗漏', '仪表无故障灯', '更换前刹车片：制动力正常'],
  ])
  expect(screen.getAllByText('上次不合格')).toHaveLength(1)
})

test('a car passes once all points and the road test are done', async () => {
  const sent = await open()
  expect(screen.getByRole('button', { name: '还有 3 项没检查' }).getAttribute('aria-disabled')).toBe('true')
  await answer('底部和机舱无渗漏', '合格')
  await tap('其余都合格')
  await tap('全部合格，通过')
  expect(screen.getByText('涉及制动、转向或高压系统，请路试后勾选。')).toBeTruthy()
  expect(commands(sent)).toEqual([])
  await tap(/^已路试 .*必须路试$/, 'checkbox')
  expect(screen.getByRole('checkbox', { name: '已路试 会记在质检单上' })).toBeTruthy()
  await tap('全部合格，通过')
  await waitFor(() => expect(commands(sent)).toHaveLength(1))
  expect(commands(sent)[0]?.body).toMatchObject({ version: 8, hasRoadTest: true, reason: '', photoIds: [] })
  expect((commands(sent)[0]?.body as { items: { isPassed: boolean }[] }).items.every(({ isPassed }) => isPassed)).toBe(
    true,
  )
  expect(said).toEqual(['已通过，等待洗车'])
  expect(went).toEqual(['back'])
})

test('one fault sends the car back with one touch, with why and a photo', async () => {
  const sent = await open()
  await answer('更换前刹车片：制动力正常', '不合格')
  expect(screen.getByText('2 项没检查，退回时记为未检查')).toBeTruthy()
  await tap('1 项不合格，退回')
  expect(screen.getByText('请写明不合格的原因。')).toBeTruthy()
  expect(screen.getByText('这里还没写。')).toBeTruthy()
  await type('更换前刹车片：制动力正常：哪里不合格', '右前偏软')
  expect(screen.queryByText('这里还没写。')).toBeNull()
  await tap('1 项不合格，退回')
  expect(screen.getByText('退回需要至少 1 张照片。')).toBeTruthy()
  camera('brake.jpg')
  await tap('拍照')
  await screen.findByRole('button', { name: '移除照片 1' })
  await tap('1 项不合格，退回')
  await waitFor(() => expect(commands(sent)).toHaveLength(1))
  expect(commands(sent)[0]?.body).toMatchObject({
    reason: '更换前刹车片：制动力正常（右前偏软）',
    photoIds: ['01J00000000000000000000601'],
    items: [
      { key: 'car.leaks', isPassed: null, note: '' },
      { key: 'car.dash', isPassed: null, note: '' },
      { key: 'j.brake', isPassed: false, note: '右前偏软' },
    ],
  })
  expect(said).toEqual(['已退回给技师'])
})

test('what was marked so far is there after the app was closed', async () => {
  await open()
  await answer('底部和机舱无渗漏', '合格')
  shown?.unmount()
  await open()
  expect(screen.getByRole('button', { name: '还有 2 项没检查' })).toBeTruthy()
})

test('a car that somebody else has checked is not there any more', async () => {
  server(answers(nothing()))
  shown = render(<Qc />)
  expect(await screen.findByText('这辆车现在不用质检，可能别人已检查过。')).toBeTruthy()
})
