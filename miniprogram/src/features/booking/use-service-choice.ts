import type { catalog } from '@pitlane/contract'
import { useState } from 'react'
import { toast } from '../../lib/toast'
import { text } from './booking.text'
import { MAX_SERVICES } from './service-sum'

type Service = catalog.ServiceView

export interface ServiceChoice {
  /** In the order in which the store offers them. */
  readonly chosen: readonly Service[]
  readonly isChosen: (service: Service) => boolean
  readonly toggle: (service: Service) => void
}

/** The services of one visit. A store that does not offer one of them leaves it out. */
export function useServiceChoice(
  offered: readonly Service[] | undefined,
  wanted: readonly string[] | undefined,
): ServiceChoice {
  const [ids, setIds] = useState<readonly string[]>(wanted ?? [])
  const chosen = (offered ?? []).filter((s) => s.isBookable && ids.includes(s.id)).slice(0, MAX_SERVICES)
  const isChosen = (service: Service) => chosen.some((s) => s.id === service.id)

  const toggle = (service: Service) => {
    if (isChosen(service)) return setIds(ids.filter((id) => id !== service.id))
    if (chosen.length >= MAX_SERVICES) return toast(text.service.tooMany(MAX_SERVICES))
    setIds([...chosen.map((s) => s.id), service.id])
  }
  return { chosen, isChosen, toggle }
}
