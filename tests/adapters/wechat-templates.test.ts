import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import type { messaging } from '@pitlane/contract'
import { templates } from '@pitlane/wechat-sim'
import {
  tellClosed,
  tellConfirmed,
  tellOffer,
  tellReminder,
  type VisitFacts,
} from '../../server/src/modules/booking/reminding'
import { fillFields, libraryFields } from '../../server/src/modules/messaging/template-fields'
import { subscribeOf, type Occasion } from '../../server/src/modules/workorder/subscribing'
import { givenWechat, type World } from './wechat-world'

const LONG = '上海浦东新区张江高科技园区旗舰服务中心（北门）二号楼'
const visit: VisitFacts = {
  ...{ id: 'v', version: 1, day: '2026-11-24', minute: 600, startsAt: '2026-11-24T02:00:00.000Z', plate: '沪AD12345' },
  ...{ storeName: LONG, storePhone: '021-5550 0001 转 8', storeAddress: LONG, serviceName: LONG, closingNote: LONG },
}
const idOf: Readonly<Record<messaging.TemplateKey, string>> = {
  booking_confirmed: 'sim-booking-confirmed',
  booking_reminder: 'sim-booking-reminder',
  booking_changed: 'sim-booking-changed',
  waitlist_offer: 'sim-waitlist-ready',
  quote_asked: 'sim-addon-approval',
  service_progress: 'sim-progress',
  car_ready: 'sim-ready-for-pickup',
  coupon_ending: 'sim-coupon-expiring',
}

const moment = { day: '2026-11-24', minute: 600 }
const occasion: Occasion = {
  ...{ kind: 'quote_sent', brief: LONG, plate: '沪AD12345', storeAddress: LONG, totalFen: 123_456_05 },
  ...{ now: moment, until: { ...moment, minute: 630 }, promised: { ...moment, minute: 1080 } },
}
const told = (kind: Occasion['kind'], over: Partial<Occasion> = {}) => ({
  plan: { wechat: subscribeOf({ ...occasion, kind, ...over }) },
})

let world: World
beforeEach(async () => {
  world = await givenWechat({ templates, pages: () => ['pages/bookings/index'] })
})
afterEach(() => world.close())

describe('WeChat takes what owners are told, however long the names are', () => {
  const offer = tellOffer({ id: 'h', day: '2026-11-24', startsMinute: 615 }, LONG, 240)
  it.each([
    ['a confirmation', tellConfirmed(visit, true)],
    ['a reminder', tellReminder(visit, 'two_hours')],
    ['a refusal', tellClosed(visit, 'booking_rejected')],
    ['a time that came free', offer],
    ['a quote', told('quote_sent')],
    ['a finding', told('addon_asked', { brief: '前制动片\n左右' })],
    ['waiting for parts', told('parts_waiting')],
    ['a car that is ready', told('car_ready')],
  ])('%s', async (_what, { plan }) => {
    const { template, values } = plan.wechat ?? { template: 'booking_changed' as const, values: {} }
    const { openid } = world.sim.loginCode('owner-1')
    world.sim.allow(openid, idOf[template])
    const data = fillFields(libraryFields[template], values)
    const message = { openid, templateId: idOf[template], page: '/pages/bookings/index', data }
    await world.wechat.sendSubscribeMessage(message)
    const [sent] = world.sim.messages()
    expect(sent?.fields.map(({ value }) => value)).not.toContain('无')
  })

  it('says what is asked, what it costs and until when', () => {
    const { template, values } = subscribeOf({ ...occasion, brief: '报价单' }) ?? { template: 'car_ready', values: {} }
    expect(fillFields(libraryFields[template], values)).toEqual({
      ...{ car_number1: '沪AD12345', thing2: '报价单', amount3: '¥123456.05', time4: '2026年11月24日 10:30' },
    })
  })

  it('says how it goes on only where a time is promised', () => {
    expect(subscribeOf({ ...occasion, kind: 'parts_waiting' })?.values).toEqual({
      ...{ plate: '沪AD12345', state: '等待备件', promised: '2026年11月24日 18:00', note: LONG },
    })
    expect(subscribeOf({ ...occasion, kind: 'parts_waiting', promised: null })).toBeUndefined()
  })

  it('says for how long the time is kept', () => {
    expect(fillFields(libraryFields.waitlist_offer, offer.plan.wechat?.values ?? {})).toEqual({
      ...{ time1: '2026年11月24日 10:15', thing2: '上海浦东新区张江高科技园区旗舰服务中心…' },
      thing3: '请在240分钟内接受，过时让给下一位',
    })
  })
})
