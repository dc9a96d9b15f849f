import { booking } from '@pitlane/contract'
import type { ReactNode } from 'react'
import { sayDate, sayInstant } from '../../lib/time'
import type { Fact } from '../../ui/Facts'
import type { BoardRow } from './board-row'
import { words } from './words'

const FEN = 100

/** A fact that is only worth a line when there is one. */
const when = (label: string, value: string | null): Fact[] => (value === null || value === '' ? [] : [{ label, value }])

/** From when to when a car stays, when that is more than a day. */
const stayOf = ({ day, lastDay }: BoardRow): string | null =>
  lastDay === null ? null : words.stay(sayDate(day), sayDate(lastDay))

/** What is done, where and by whom. */
export const workFacts = (row: BoardRow, today: string, workorder: ReactNode): Fact[] => [
  { label: words.facts.service, value: row.serviceName },
  { label: words.facts.vehicle, value: row.vehicleName },
  ...when(words.facts.stay, stayOf(row)),
  { label: words.facts.bay, value: row.bayName },
  { label: words.facts.technicians, value: row.technicianNames.join('、') },
  { label: words.facts.handover, value: booking.handovers[row.handover] },
  ...when(words.facts.deposit, row.depositFen === 0 ? null : words.deposit(row.depositFen / FEN)),
  { label: words.facts.workorder, value: workorder },
  { label: words.facts.remark, value: row.remark },
  { label: words.facts.channel, value: booking.bookingChannels[row.channel] },
  { label: words.facts.placed, value: sayInstant(row.placedAt, today) },
  ...when(words.facts.finished, row.finishedAt && sayInstant(row.finishedAt, today)),
  ...when(words.facts.closing, row.closingNote),
]

/** What decides whether a booking is confirmed; plate, name and services are above. */
export const waitingFacts = (row: BoardRow, today: string): Fact[] => [
  { label: words.facts.phone, value: row.maskedPhone },
  { label: words.facts.vehicle, value: row.vehicleName },
  { label: words.facts.bay, value: row.bayName },
  { label: words.facts.technicians, value: row.technicianNames.join('、') },
  { label: words.facts.handover, value: booking.handovers[row.handover] },
  ...when(words.facts.deposit, row.depositFen === 0 ? null : words.deposit(row.depositFen / FEN)),
  { label: words.facts.remark, value: row.remark },
  { label: words.facts.placed, value: sayInstant(row.placedAt, today) },
]

/** Whose car it is, masked. */
export const personFacts = (row: BoardRow): Fact[] => [
  { label: words.facts.plate, value: row.maskedPlate ?? words.unplated },
  { label: words.facts.name, value: row.maskedName },
  { label: words.facts.phone, value: row.maskedPhone },
]
