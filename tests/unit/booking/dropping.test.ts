import { describe, expect, it } from '@jest/globals'
import type { BookingStep } from '../../../server/src/modules/booking/booking.entity'
import { dropServices } from '../../../server/src/modules/booking/dropping'

const DAY = '2026-11-23'

const step = (
  ordinal: number,
  kind: BookingStep['kind'],
  from: number,
  to: number,
  over: Partial<BookingStep> = {},
) => ({
  ...{ bookingId: 'b', ordinal, kind, serviceId: kind === 'work' ? `s${ordinal}` : null, day: DAY, startsMinute: from },
  ...{
    endsMinute: to,
    bayId: `bay${ordinal}`,
    technicianIds: [`t${ordinal}`],
    priceFen: 0,
    isSeated: true,
    jobId: null,
  },
  ...over,
})

const visit = [
  step(1, 'reception', 600, 615),
  step(2, 'work', 615, 675),
  step(3, 'work', 675, 705),
  step(4, 'work', 705, 735),
  step(5, 'qc', 735, 750),
]
const at = (minute: number, day = DAY) => ({ day, minute })
const spans = (steps: readonly BookingStep[]) =>
  steps.map(({ ordinal, startsMinute, endsMinute, bayId }) => [ordinal, startsMinute, endsMinute, bayId])

describe('a service that is not done after all', () => {
  it('takes the last minute of the step before, and nothing else moves', () => {
    expect(spans(dropServices(visit, ['s3'], at(620)))).toEqual([
      [1, 600, 615, 'bay1'],
      [2, 615, 674, 'bay2'],
      [3, 674, 675, 'bay2'],
      [4, 705, 735, 'bay4'],
      [5, 735, 750, 'bay5'],
    ])
  })

  it('and its neighbour take a minute each', () => {
    expect(spans(dropServices(visit, ['s3', 's4'], at(620))).slice(1, 4)).toEqual([
      [2, 615, 673, 'bay2'],
      [3, 673, 674, 'bay2'],
      [4, 674, 675, 'bay2'],
    ])
  })

  it('keeps its first quarter of an hour where nothing is before it', () => {
    expect(spans(dropServices(visit.slice(1), ['s2'], at(600)))[0]).toEqual([2, 615, 630, 'bay2'])
  })

  it('stays as it is where its time is over, also when it is asked twice', () => {
    expect(dropServices(visit, ['s2'], at(675))).toEqual(visit)
    expect(dropServices(visit, ['s2'], at(600, '2026-11-24'))).toEqual(visit)
    const once = dropServices(visit, ['s3'], at(620))
    const twice = dropServices(once, ['s3'], at(620))
    expect(twice.reduce((sum, { startsMinute, endsMinute }) => sum + endsMinute - startsMinute, 0)).toBeLessThanOrEqual(
      once.reduce((sum, { startsMinute, endsMinute }) => sum + endsMinute - startsMinute, 0),
    )
  })

  it('is not one that was found during the visit', () => {
    const found = [...visit, step(6, 'work', 735, 765, { serviceId: 's3', jobId: 'job' })]
    expect(dropServices(found, ['s3'], at(620)).at(-1)).toEqual(found.at(-1))
  })

  it('changes nothing where nothing is named', () => {
    expect(dropServices(visit, [], at(600))).toEqual(visit)
  })
})
