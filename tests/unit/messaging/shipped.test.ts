import { describe, expect, it } from '@jest/globals'
import { tellDelayed } from '../../../server/src/modules/booking/disturbing'
import {
  tellClosed,
  tellConfirmed,
  tellMoved,
  tellOffer,
  tellReminder,
  type VisitFacts,
} from '../../../server/src/modules/booking/reminding'
import { quietUntil } from '../../../server/src/modules/messaging/gating'
import { previewOf, render, wordingPlaces } from '../../../server/src/modules/messaging/previewing.service'
import { findShipped } from '../../../server/src/modules/messaging/shipped.service'
import { libraryFields } from '../../../server/src/modules/messaging/template-fields'

const visit: VisitFacts = {
  ...{ id: 'v', version: 1, day: '2026-11-24', minute: 600, startsAt: '2026-11-24T02:00:00.000Z', plate: '沪AD12345' },
  ...{ storeName: '浦东店', storePhone: '021-55500001', storeAddress: '示例路 1 号', serviceName: '常规保养' },
  ...{ closingNote: '工位临时检修', proposals: [] },
}
const from = { day: '2026-11-23', minute: 540 }

describe('the shipped wording of the app', () => {
  it.each([
    tellConfirmed(visit, true),
    tellReminder(visit, 'day_before'),
    tellClosed(visit, 'booking_rejected'),
    tellClosed({ ...visit, proposals: [{ ...from, startsAt: '' }] } as never, 'booking_cancelled'),
    tellMoved(visit, from, false),
    tellDelayed(visit, 20, 2),
    tellOffer({ id: 'h', day: '2026-11-24', startsMinute: 600 }, '浦东店', 15),
  ])('is what $kind says', ({ kind, body, values = {} }) => {
    const text = findShipped(kind, 'inbox')?.content.text ?? ''
    expect(render(text, values)).toBe(body)
  })

  it.each(wordingPlaces)('of $kind on $channel has nothing wrong but the number of its SMS template', (place) => {
    const fields = place.shipped.template ? libraryFields[place.shipped.template] : {}
    const { findings } = previewOf(place.shipped.content, { ...place, fields, sign: '修程' })
    const wrong = findings.filter(({ isError }) => isError).map(({ code }) => code)
    expect(wrong).toEqual(place.channel === 'sms' ? ['vendor_template_missing'] : [])
  })
})

it.each([
  [0, { day: '2026-12-31', minute: 480 }],
  [479, { day: '2026-12-31', minute: 480 }],
  [480, undefined],
  [1259, undefined],
  [1260, { day: '2027-01-01', minute: 480 }],
  [1439, { day: '2027-01-01', minute: 480 }],
])('quiet hours at minute %i end at %j', (minute, expected) => {
  expect(quietUntil('2026-12-31', minute)).toEqual(expected)
})
