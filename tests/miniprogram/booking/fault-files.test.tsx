import '../device'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { errors, type ErrorCode } from '@pitlane/contract'
import { act, render, screen, waitFor } from '@testing-library/react'
import { forgetDraft } from '../../../miniprogram/src/features/booking/remark-draft'
import { intentDone } from '../../../miniprogram/src/features/booking/request-id'
import { NotAllowed, type Recorded, type SendAnswer, type SendOptions } from '../../../miniprogram/src/lib/local-file'
import * as album from '../../../miniprogram/src/lib/platform/pick-photos'
import * as microphone from '../../../miniprogram/src/lib/platform/microphone'
import * as sending from '../../../miniprogram/src/lib/platform/send-file'
import Confirm from '../../../miniprogram/src/packages/booking/pages/confirm'
import { car, journeys, logIn, logOut, notes, refusal, server, tap, type Sent } from '../owner-app'
import { booked, brakes, openedWith, pudong, slot, tomorrow, xuhui } from './scene'

const answers = {
  'GET /api/stores': () => [pudong, xuhui],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/me/vehicles': () => [car],
  'GET /api/slots': () => ({ day: tomorrow, isOpen: true, note: null, visitMinutes: 90, slots: [slot(570, 'full')] }),
  'POST /api/booking-holds': () => ({
    ...{ holdId: '01J00000000000000000000501', heldUntil: new Date(Date.now() + 600_000).toISOString() },
  }),
  'POST /api/bookings': () => booked,
}
const idOf = (n: number) => `01J000000000000000000006${String(n).padStart(2, '0')}`

/** Uploads as the network sees them; each is answered by hand, or by `reply` at once. */
interface Arrived extends SendOptions {
  readonly answer: (data: SendAnswer | 'nothing') => Promise<void>
  isAborted: boolean
}
let arrived: Arrived[]
let reply: ((options: SendOptions) => SendAnswer | 'nothing') | undefined
const accepted = (n: number): SendAnswer => ({ statusCode: 200, data: { id: idOf(n), photo: null, voice: null } })
const refused = (code: ErrorCode): SendAnswer => ({
  statusCode: errors[code].status,
  data: { type: 'about:blank', title: errors[code].zh, status: errors[code].status, code, requestId: 'r' },
})

let calls: Sent[]
let said: string[]
let shown: { unmount: () => void } | undefined
beforeEach(() => {
  jest.useRealTimers()
  intentDone()
  forgetDraft()
  arrived = []
  reply = undefined
  logIn()
  journeys()
  said = notes()
  jest.spyOn(sending, 'sendFile').mockImplementation((options) => {
    let settle: (data: SendAnswer | 'nothing') => void = () => undefined
    const answer = new Promise<SendAnswer>((resolve, reject) => {
      settle = (data) => (data === 'nothing' ? reject(new Error('no answer')) : resolve(data))
    })
    const one = {
      ...options,
      isAborted: false,
      answer: (data: SendAnswer | 'nothing') => act(async () => settle(data)),
    }
    arrived.push(one)
    const now = reply?.(options)
    if (now) settle(now)
    return { answer, abort: () => void (one.isAborted = true) }
  })
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow, minute: '570' })
})
afterEach(() => shown?.unmount())

async function open(): Promise<void> {
  calls = server(answers)
  shown = render(<Confirm />)
  await screen.findByText('描述一下问题（选填）')
}
const pick = (...paths: string[]) => {
  jest.spyOn(album, 'pickPhotos').mockResolvedValue(paths.map((path) => ({ path })))
  return tap('加照片')
}
const bookings = () => calls.filter(({ call }) => call === 'POST /api/bookings').map(({ body }) => body)
const discarded = () => calls.filter(({ call }) => call.startsWith('DELETE /api/files')).map(({ call }) => call)
const numbered = () => {
  let n = 0
  reply = () => accepted(++n)
}
/** Waits longer than the pauses between tries. */
const within = { timeout: 9000 }

describe('photos', () => {
  test('travel two at a time while the owner goes on, and go with the booking in their order', async () => {
    await open()
    await pick('a.jpg', 'b.jpg', 'c.jpg')
    expect(arrived.map(({ file }) => file.path)).toEqual(['a.jpg', 'b.jpg'])
    act(() => arrived[0]?.onProgress(40))
    expect(screen.getByText('40%')).toBeTruthy()
    await arrived[1]?.answer(accepted(2))
    expect(arrived.map(({ file }) => file.path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
    await tap('确认预约')
    expect(bookings()).toEqual([])
    expect(screen.getByRole('button', { name: '正在上传照片与录音' })).toBeTruthy()
    await arrived[2]?.answer(accepted(3))
    await arrived[0]?.answer(accepted(1))
    await waitFor(() => expect(bookings()).toMatchObject([{ fileIds: [idOf(1), idOf(2), idOf(3)] }]))
    expect(
      arrived.every(({ url }) =>
        /^http:\/\/127.0.0.1\/api\/files\?purpose=booking_remark&requestId=[\w-]{36}$/.test(url),
      ),
    ).toBe(true)
    expect(new Set(arrived.map(({ url }) => url)).size).toBe(3)
  })

  test('that got no answer are sent again by themselves, under the same request id', async () => {
    let tries = 0
    reply = () => (++tries < 3 ? 'nothing' : accepted(1))
    await open()
    await pick('a.jpg')
    await waitFor(() => expect(arrived).toHaveLength(3), within)
    expect(new Set(arrived.map(({ url }) => url)).size).toBe(1)
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toMatchObject([{ fileIds: [idOf(1)] }]))
  })

  test('that could not be sent stand in the way until they are sent, taken away, or left out on purpose', async () => {
    reply = () => 'nothing'
    await open()
    await pick('a.jpg', 'b.jpg')
    await waitFor(() => expect(screen.getAllByText('没传上，重试')).toHaveLength(2), within)
    await tap('移除照片 2')
    reply = () => refused('server.unavailable')
    await tap('确认预约')
    await waitFor(() => expect(screen.getByText(/^有 1 份照片或录音没有传上去/)).toBeTruthy(), within)
    expect(bookings()).toEqual([])
    await tap('不带，继续')
    await waitFor(() => expect(bookings()).toHaveLength(1))
    expect(bookings()[0]).not.toHaveProperty('fileIds')
  }, 30_000)

  test('that failed are sent again by a touch', async () => {
    reply = () => 'nothing'
    await open()
    await pick('a.jpg')
    await waitFor(() => expect(screen.getByText('没传上，重试')).toBeTruthy(), within)
    numbered()
    await tap('重新上传照片 1')
    await waitFor(() => expect(screen.queryByText('没传上，重试')).toBeNull())
  })

  test('that the server refuses are not sent again, and it says why', async () => {
    reply = () => refused('files.not_a_photo')
    await open()
    await pick('a.txt')
    await waitFor(() => expect(screen.getByText(errors['files.not_a_photo'].zh)).toBeTruthy())
    expect(arrived).toHaveLength(1)
    expect(screen.getByText('无法使用')).toBeTruthy()
    await tap('移除照片 1')
    expect(screen.queryByText(errors['files.not_a_photo'].zh)).toBeNull()
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toHaveLength(1))
  })

  test('that are taken away are stopped, or deleted where they have arrived', async () => {
    await open()
    await pick('a.jpg', 'b.jpg')
    await arrived[0]?.answer(accepted(1))
    await tap('移除照片 2')
    await tap('移除照片 1')
    expect(arrived.map(({ isAborted }) => isAborted)).toEqual([false, true])
    expect(discarded()).toEqual([`DELETE /api/files/${idOf(1)}`])
  })

  test('wait until somebody is logged in', async () => {
    logOut()
    await open()
    await pick('a.jpg')
    expect(screen.getByText('登录后上传')).toBeTruthy()
    expect(arrived).toEqual([])
    logIn()
    await waitFor(() => expect(arrived).toHaveLength(1))
  })

  test('are nine at most', async () => {
    numbered()
    await open()
    await pick(...Array.from({ length: 12 }, (_, i) => `${i}.jpg`))
    expect(screen.getAllByRole('listitem')).toHaveLength(9)
    expect(screen.queryByRole('button', { name: '加照片' })).toBeNull()
  })

  test('that cannot be reached are said, and the page goes on', async () => {
    await open()
    jest.spyOn(album, 'pickPhotos').mockRejectedValue(new NotAllowed())
    await tap('加照片')
    expect(said).toEqual(['没有打开相机或相册，请在手机设置里允许后再试'])
  })

  test('that are gone on the server are sent anew before the next try', async () => {
    numbered()
    await open()
    await pick('a.jpg')
    await waitFor(() => expect(arrived).toHaveLength(1))
    let asked = 0
    calls = server({
      ...answers,
      'POST /api/bookings': () => (asked++ === 0 ? refusal('files.not_found') : booked),
    })
    await tap('确认预约')
    await waitFor(() => expect(arrived).toHaveLength(2))
    expect(arrived[1]?.url).not.toBe(arrived[0]?.url)
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toMatchObject([{ fileIds: [idOf(1)] }, { fileIds: [idOf(2)] }]))
  })
})

describe('the voice', () => {
  let end: (recorded: Recorded) => Promise<void>
  beforeEach(() => {
    jest.spyOn(microphone, 'record').mockImplementation(() => {
      let resolve: (recorded: Recorded) => void = () => undefined
      const ended = new Promise<Recorded>((done) => {
        resolve = done
      })
      end = (recorded) => act(async () => resolve(recorded))
      return Promise.resolve({ ended, stop: () => resolve({ file: { path: 'voice.mp3' }, seconds: 8 }) })
    })
  })

  test('is recorded, shown with its length, and goes with the booking', async () => {
    numbered()
    await open()
    await tap(/录一段语音/)
    expect(await screen.findByText(/^正在录音 0:0\d$/)).toBeTruthy()
    expect(screen.getByText('还可录 60 秒')).toBeTruthy()
    await tap('完成')
    await waitFor(() => expect(screen.getByRole('button', { name: '播放录音 8 秒' })).toBeTruthy())
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toMatchObject([{ fileIds: [idOf(1)] }]))
  })

  test('that is still being recorded when the owner confirms ends there, and goes along', async () => {
    numbered()
    await open()
    await tap(/录一段语音/)
    await screen.findByText(/正在录音/)
    await tap('确认预约')
    await waitFor(() => expect(bookings()).toMatchObject([{ fileIds: [idOf(1)] }]))
  })

  test('that is recorded again takes the place of the first, which is deleted', async () => {
    numbered()
    await open()
    await tap(/录一段语音/)
    await end({ file: { path: 'one.mp3' }, seconds: 5 })
    await waitFor(() => expect(screen.getByText('5″')).toBeTruthy())
    await tap('重录')
    await end({ file: { path: 'two.mp3' }, seconds: 6 })
    await waitFor(() => expect(screen.getByText('6″')).toBeTruthy())
    expect(screen.queryByText('5″')).toBeNull()
    expect(discarded()).toEqual([`DELETE /api/files/${idOf(1)}`])
    await tap('移除录音')
    expect(screen.getByRole('button', { name: /录一段语音/ })).toBeTruthy()
  })

  test('that is broken off leaves nothing; one that is too short is said', async () => {
    await open()
    await tap(/录一段语音/)
    await screen.findByText(/正在录音/)
    await tap('取消')
    expect(screen.getByRole('button', { name: /录一段语音/ })).toBeTruthy()
    await tap(/录一段语音/)
    await end({ file: { path: 'x.mp3' }, seconds: 0 })
    expect(said).toEqual(['录音太短，请再录一次'])
    expect(arrived).toEqual([])
  })

  test('needs the microphone, and says what to do without', async () => {
    jest.spyOn(microphone, 'record').mockRejectedValue(new NotAllowed())
    await open()
    await tap(/录一段语音/)
    await waitFor(() => expect(screen.getByRole('dialog', { name: '麦克风没有打开' })).toBeTruthy())
    await tap('知道了')
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('says why it needs the microphone before it is asked for the first time', async () => {
    jest.spyOn(microphone, 'microphoneState').mockResolvedValue('unasked')
    await open()
    await tap(/录一段语音/)
    await waitFor(() => expect(screen.getByRole('dialog', { name: '使用麦克风' })).toBeTruthy())
    expect(microphone.record).not.toHaveBeenCalled()
    await tap('允许并录音')
    await waitFor(() => expect(screen.getByText(/正在录音/)).toBeTruthy())
    await tap('取消')
  })
})
