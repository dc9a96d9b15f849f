import '../in-wechat'
import { beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { waitlist } from '@pitlane/contract'
import { act, configure, fireEvent, render, screen, waitFor } from '@testing-library/react'
import Taro from '@tarojs/taro'
import Slot from '../../../miniprogram/src/packages/booking/pages/slot'
import { brakes, openedWith, pudong, slot, slotPage, tomorrow } from '../booking/scene'
import { car, journeys, logIn, refusal, server } from '../owner-app'

configure({ asyncUtilTimeout: 15_000 })

const JOIN = 'POST /api/waitlist'
const CONSENT = 'POST /api/me/subscribe-consents'
const wish: waitlist.WaitlistView = {
  ...{ id: '01J00000000000000000000601', state: 'waiting', storeId: pudong.id, storeName: pudong.name },
  ...{ serviceName: brakes.name, vehicleId: car.id, vehicleName: '特斯拉 Model 3', day: tomorrow },
  ...{ fromMinute: 0, toMinute: 720, offer: null },
}
const answers = {
  'GET /api/stores': () => [pudong],
  [`GET /api/stores/${pudong.id}/services`]: () => [brakes],
  'GET /api/slot-page': () => slotPage([slot(540, 'full'), slot(780, 'full')]),
  'GET /api/me/vehicles': () => [car],
  'GET /api/me/subscribe-templates': () => [{ key: 'waitlist_offer', templateId: 'tpl-w', credits: 0 }],
  [JOIN]: () => wish,
  [CONSENT]: () => ({}),
}

/** What happened, in order. */
let log: string[]
let answer: string
let went: string[]
beforeEach(() => {
  logIn()
  went = journeys()
  log = []
  answer = 'accept'
  openedWith({ storeId: pudong.id, serviceIds: brakes.id, day: tomorrow })
  Object.assign(Taro, { canIUse: () => true })
  jest.spyOn(Taro, 'requestSubscribeMessage').mockImplementation(({ tmplIds }) => {
    log.push(`asked ${tmplIds.join()}`)
    return Promise.resolve({ errMsg: 'ok', 'tpl-w': answer } as never)
  })
})

/** Roles are spelled otherwise inside WeChat, so that nothing can be found by them here. */
async function join(over: Parameters<typeof server>[0] = {}) {
  const sent = server({ ...answers, ...over })
  const shown = render(<Slot />)
  await tapLast('加入候补')
  await screen.findByText('沪A·D12345')
  await waitFor(() => expect(sent.some(({ call }) => call.endsWith('subscribe-templates'))).toBe(true))
  expect(log).toEqual([])
  await tapLast('加入候补')
  await waitFor(() => expect(went).toEqual(['tab /pages/bookings/index']))
  shown.unmount()
  return [...log, ...sent.filter(({ call }) => call.startsWith('POST')).map(({ call }) => call)]
}

async function tapLast(name: string): Promise<void> {
  const found = (await screen.findAllByText(name)).at(-1)
  if (!found) throw new Error(name)
  await act(async () => {
    fireEvent.click(found)
    await Promise.resolve()
  })
}

describe('to hear in WeChat that a time came free', () => {
  test('is asked for by the tap that joins the waitlist, and what was allowed is written down', async () => {
    expect(await join()).toEqual(['asked tpl-w', CONSENT, JOIN])
  })

  test('may be refused: the owner waits all the same', async () => {
    answer = 'reject'
    expect(await join()).toEqual(['asked tpl-w', JOIN])
  })

  test('is not in the way when it cannot be written down', async () => {
    expect(await join({ [CONSENT]: () => refusal('server.unavailable') })).toEqual(['asked tpl-w', CONSENT, JOIN])
  })

  test('is not asked for where the account has no template', async () => {
    expect(await join({ 'GET /api/me/subscribe-templates': () => [] })).toEqual([JOIN])
  })
})
