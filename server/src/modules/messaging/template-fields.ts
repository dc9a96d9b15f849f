import type { messaging } from '@pitlane/contract'

type Fields = Readonly<Record<string, string>>

/** Which of our values goes into which field, as the public library numbers them (DOMAIN §9.4). Configuration may say otherwise. */
export const libraryFields: Readonly<Record<messaging.TemplateKey, Fields>> = {
  booking_confirmed: { store: 'thing1', time: 'time2', service: 'thing3', plate: 'car_number4', note: 'thing5' },
  booking_reminder: { time: 'time1', address: 'thing2', advisor: 'name3', phone: 'phone_number4' },
  booking_changed: { state: 'phrase1', time: 'time2', reason: 'thing3' },
  waitlist_offer: { time: 'time1', store: 'thing2', note: 'thing3' },
  quote_asked: { plate: 'car_number1', what: 'thing2', amount: 'amount3', until: 'time4' },
  service_progress: { plate: 'car_number1', state: 'phrase2', promised: 'time3', note: 'thing4' },
  car_ready: { plate: 'car_number1', amount: 'amount2', address: 'thing3', time: 'time4' },
  coupon_ending: { coupon: 'thing1', time: 'time2' },
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })
const lengthOf = (text: string) => [...text].length

/** At most `max` characters; what is cut is cut between characters as people see them, and `…` says so. */
export function cut(text: string, max: number): string {
  if (lengthOf(text) <= max) return text
  let kept = ''
  for (const { segment } of graphemes.segment(text)) {
    if (lengthOf(kept + segment) > max - 1) break
    kept += segment
  }
  return `${kept}…`
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What WeChat takes in a field of each type: one value too long and the whole message is refused. */
const limits: Readonly<Record<string, (text: string) => string>> = {
  thing: (text) => cut(text, 20),
  name: (text) => cut(text.replace(/\d/g, ''), 10),
  phrase: (text) => [...text.replace(/[^\p{Script=Han}]/gu, '')].slice(0, 5).join(''),
  phone_number: (text) => text.replace(/[^\d+\-() ]/g, '').slice(0, 17),
  car_number: (text) => [...text].slice(0, 8).join(''),
  amount: (text) => text.replace(/[^\d.¥元]/g, ''),
  character_string: (text) => text.replace(/[^\x20-\x7e]/g, '').slice(0, 32),
}

/** A value as its field takes it; an empty one would be refused. */
export function fit(field: string, text: string): string {
  const limit = limits[field.replace(/\d+$/, '')]
  return (limit ? limit(oneLine(text)) : oneLine(text)) || '无'
}

/** Our values under the names of the template's fields. */
export const fillFields = (fields: Fields, values: Fields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [field, fit(field, values[name] ?? '')]))
