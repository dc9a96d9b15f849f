import type { Permission } from '@pitlane/contract'
import { useState } from 'react'
import { useShortcuts } from '../../lib/shortcuts'
import { may, useStore } from '../../lib/staff'
import { useToast } from '../../ui/use-toast'
import { printDay } from './print/PrintSheet'
import { boardViews, type Place } from './use-place'
import { words } from './words'

/** What the side of the board can hold besides a booking. */
export type Tool = 'walkIn' | 'phone' | 'checkIn' | 'queue' | 'poster'

const permissions = {
  walkIn: 'booking.create',
  phone: 'booking.create',
  checkIn: 'booking.arrive',
  queue: 'booking.read',
  poster: 'booking.read',
} as const satisfies Record<Tool, Permission>
/** What is only of use on the day itself. */
const todays: readonly Tool[] = ['walkIn', 'checkIn']

/** The front desk's tools, each with its key. */
export function useTools(place: Place, isToday: boolean, isEnabled: boolean) {
  const store = useStore()
  const toast = useToast()
  const [tool, setTool] = useState<Tool | null>(null)
  const open = (wanted: Tool) => {
    if (!isToday && todays.includes(wanted)) return toast.note(words.todayOnly)
    if (!may(store, permissions[wanted])) return toast.note(words.noRight)
    place.open(null)
    setTool(wanted)
  }
  const close = () => setTool(null)
  const toggle = (wanted: Tool) => (tool === wanted ? close() : open(wanted))
  const shapes = Object.fromEntries(boardViews.map((shape, i) => [String(i + 1), () => place.setShape(shape)]))
  useShortcuts(
    {
      ...shapes,
      n: () => open('walkIn'),
      p: () => open('phone'),
      s: () => open('checkIn'),
      q: () => toggle('queue'),
      d: printDay,
    },
    isEnabled,
  )
  return { tool, open, toggle, close }
}

export type Tools = ReturnType<typeof useTools>
