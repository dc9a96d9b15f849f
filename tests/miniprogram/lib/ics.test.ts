import { describe, expect, test } from '@jest/globals'
import { escapeText, fold, icsOf, type CalendarEvent } from '../../../miniprogram/src/lib/ics'

const NOW = Date.parse('2026-11-23T01:02:03.456Z')
const visit: CalendarEvent = {
  ...{ uid: 'BK7QK2M9XD@pitlane', sequence: 3, isCancelled: false },
  startsAt: Date.parse('2026-11-24T02:00:00.000Z'),
  endsAt: Date.parse('2026-11-24T03:30:00.000Z'),
  title: '浦东店 更换前刹车片',
  location: '浦东店 张杨路 1288 号, 2 楼; 东门',
  about: '特斯拉 Model 3；预约号 BK7QK2M9XD\n门店电话 021-58001288',
  alarm: { minutesBefore: 120, text: '2 小时后到店' },
}
const octets = (text: string) => new TextEncoder().encode(text).length
/** As a calendar reads it: folded lines joined, one entry per line. */
const linesOf = (file: string) =>
  file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)
const valueOf = (file: string, name: string) =>
  linesOf(file)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)

describe('a calendar file', () => {
  test('says all of a visit, in UTC, with an alarm two hours before', () => {
    expect(linesOf(icsOf(visit, NOW))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Pitlane//Owner//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      'UID:BK7QK2M9XD@pitlane',
      'DTSTAMP:20261123T010203Z',
      'SEQUENCE:3',
      'STATUS:CONFIRMED',
      'DTSTART:20261124T020000Z',
      'DTEND:20261124T033000Z',
      'SUMMARY:浦东店 更换前刹车片',
      'LOCATION:浦东店 张杨路 1288 号\\, 2 楼\\; 东门',
      'DESCRIPTION:特斯拉 Model 3；预约号 BK7QK2M9XD\\n门店电话 021-58001288',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:2 小时后到店',
      'TRIGGER:-PT120M',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ])
  })

  test('ends every line with CRLF, and no line is longer than 75 octets', () => {
    const file = icsOf({ ...visit, about: '刹车有异响，'.repeat(40), title: 'x'.repeat(300) }, NOW)
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(file.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/)
    for (const line of file.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75)
    expect(valueOf(file, 'SUMMARY')).toBe('x'.repeat(300))
  })

  test('of a later version keeps its name and grows in sequence, so that calendars replace the first', () => {
    const [first, moved] = [visit, { ...visit, sequence: 4, startsAt: visit.startsAt + 86_400_000 }].map((e) =>
      icsOf(e, NOW),
    )
    expect(valueOf(moved ?? '', 'UID')).toBe(valueOf(first ?? '', 'UID'))
    expect(valueOf(moved ?? '', 'SEQUENCE')).toBe('4')
    expect(valueOf(moved ?? '', 'DTSTART')).toBe('20261125T020000Z')
  })

  test('of a cancelled visit takes it out and rings no more', () => {
    const lines = linesOf(icsOf({ ...visit, isCancelled: true }, NOW))
    expect(lines).toContain('METHOD:CANCEL')
    expect(lines).toContain('STATUS:CANCELLED')
    expect(lines.some((line) => line.includes('VALARM') || line.startsWith('TRIGGER'))).toBe(false)
  })
})

describe('text', () => {
  test.each([
    ['a,b;c', 'a\\,b\\;c'],
    ['C:\\路', 'C:\\\\路'],
    ['一\r\n二\n三\r四', '一\\n二\\n三\\n四'],
    ['BEGIN:VEVENT\nEND:VEVENT', 'BEGIN:VEVENT\\nEND:VEVENT'],
    ['铃\u0007声\u0000\u007f', '铃声'],
    ['制表\t符', '制表\t符'],
    ['"引号": 冒号', '"引号": 冒号'],
  ])('%j is written as %j', (given, written) => expect(escapeText(given)).toBe(written))

  test('nobody can slip a line of their own into the file', () => {
    const file = icsOf({ ...visit, about: 'x\r\nATTENDEE:mailto:a@b.cn\r\n' }, NOW)
    expect(linesOf(file).some((line) => line.startsWith('ATTENDEE'))).toBe(false)
  })
})

describe('folding', () => {
  test('leaves what fits, cuts at the 75th octet, and goes on with 74 after a space', () => {
    expect(fold('a'.repeat(75))).toBe('a'.repeat(75))
    expect(fold('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`)
    expect(fold('a'.repeat(75 + 74 + 1))).toBe(`${'a'.repeat(75)}\r\n ${'a'.repeat(74)}\r\n a`)
  })

  test.each(['é'.repeat(60), '刹'.repeat(60), '🚗'.repeat(40), `ab${'车🚗é'.repeat(30)}`])(
    'never cuts inside a character: %s',
    (text) => {
      const folded = fold(text)
      for (const line of folded.split('\r\n')) {
        expect(octets(line)).toBeLessThanOrEqual(75)
        expect(line).not.toMatch(/[\ud800-\udbff]$|^ ?[\udc00-\udfff]/)
        expect(line).not.toContain('\ufffd')
      }
      expect(folded.replace(/\r\n /g, '')).toBe(text)
    },
  )
})
