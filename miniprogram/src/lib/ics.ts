/** Something with a beginning and an end that a calendar can keep. */
export interface CalendarEvent {
  /** The same for every version of the event, so that a newer file replaces what an older one made. */
  readonly uid: string
  /** Grows with every change of the event. */
  readonly sequence: number
  readonly isCancelled: boolean
  /** Instants in milliseconds. */
  readonly startsAt: number
  readonly endsAt: number
  readonly title: string
  readonly location: string
  readonly about: string
  /** Said so many minutes before it begins. */
  readonly alarm: { readonly minutesBefore: number; readonly text: string }
}

/** Longest line in octets, without its end (RFC 5545 §3.1). */
const OCTETS = 75

/** Octets of one character in UTF-8. */
function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

/** One line in pieces of at most 75 octets, never cut inside a character; the pieces after the first begin with a space. */
export function fold(line: string): string {
  const pieces: string[] = []
  let piece = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    if (octets + size > OCTETS) {
      pieces.push(piece)
      piece = ' '
      octets = 1
    }
    piece += character
    octets += size
  }
  return [...pieces, piece].join('\r\n')
}

/** A value of type TEXT (RFC 5545 §3.3.11): what has a meaning of its own is escaped, what cannot be written is left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')

/** `20261124T020000Z`. */
const utc = (instant: number): string => new Date(instant).toISOString().replace(/[-:]|[.]\d{3}/g, '')

const alarmLines = ({ alarm }: CalendarEvent): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escapeText(alarm.text)}`,
  `TRIGGER:-PT${alarm.minutesBefore}M`,
  'END:VALARM',
]

/** A calendar file with one event (RFC 5545). A cancelled one takes what an earlier file made out of the calendar. */
export function icsOf(event: CalendarEvent, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pitlane//Owner//ZH',
    'CALSCALE:GREGORIAN',
    `METHOD:${event.isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${escapeText(event.uid)}`,
    `DTSTAMP:${utc(now)}`,
    `SEQUENCE:${event.sequence}`,
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTART:${utc(event.startsAt)}`,
    `DTEND:${utc(event.endsAt)}`,
    `SUMMARY:${escapeText(event.title)}`,
    `LOCATION:${escapeText(event.location)}`,
    `DESCRIPTION:${escapeText(event.about)}`,
    ...(event.isCancelled ? [] : alarmLines(event)),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}
