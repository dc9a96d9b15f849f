import { catalog, desk, normPhone, type View } from '@pitlane/contract'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call } from '../../../lib/api'
import { useStore } from '../../../lib/staff'
import { useAction } from '../../../lib/use-action'
import { uuid } from '../../../lib/uuid'
import { useDay } from '../use-day'
import {
  bodyOf,
  emptyForm,
  isWholePhone,
  missingOf,
  NEW_CAR,
  type At,
  type BookBody,
  type Channel,
  type IntakeForm,
  type Missing,
} from './form'

export type Booked = View<typeof desk.book>
const LOOKUP_MS = 60_000
const SERVICES_MS = 300_000

/** Who has this number, as soon as it is whole. */
function useCustomer(phone: string) {
  const { id: storeId } = useStore()
  const whole = isWholePhone(phone) ? normPhone(phone) : ''
  return useQuery({
    queryKey: ['desk-customer', storeId, whole],
    queryFn: ({ signal }) => call(desk.findCustomer, { params: { storeId }, body: { phone: whole } }, signal),
    enabled: whole !== '',
    staleTime: LOOKUP_MS,
    gcTime: LOOKUP_MS,
  })
}

export function useServices() {
  const { id: storeId } = useStore()
  return useQuery({
    queryKey: ['services', storeId],
    queryFn: ({ signal }) => call(catalog.list, { params: { storeId } }, signal),
    staleTime: SERVICES_MS,
  })
}

/** One id per intent: the same order sent again after a lost answer books once. */
function useRequestId() {
  const last = useRef({ order: '', id: '' })
  return (body: Omit<BookBody, 'requestId'>) => {
    const order = JSON.stringify(body)
    if (last.current.order !== order) last.current = { order, id: uuid() }
    return last.current.id
  }
}

/** What was filled in. Until somebody chooses another one, the car is the customer's first. */
function useForm(prefix: string) {
  const start: IntakeForm = { ...emptyForm, plate: prefix }
  const [typed, setTyped] = useState(start)
  const [carId, setCarId] = useState<string | null>(null)
  const customer = useCustomer(typed.phone)
  const vehicles = customer.data?.vehicles ?? []
  const form: IntakeForm = { ...typed, carId: carId ?? vehicles[0]?.id ?? NEW_CAR }
  return {
    form,
    customer,
    fuel: vehicles.find(({ id }) => id === form.carId)?.fuel ?? form.fuel,
    put: (changes: Partial<IntakeForm>) => {
      if (changes.phone !== undefined) setCarId(null)
      if (changes.carId !== undefined) setCarId(changes.carId)
      setTyped((old) => ({ ...old, ...changes }))
    },
    reset: () => {
      setTyped(start)
      setCarId(null)
    },
  }
}

/** Taking a car in: what was filled in, who it is, and sending it. */
export function useIntake(channel: Channel, day: string, prefix: string) {
  const { id: storeId, today } = useStore()
  const { form, customer, fuel, put, reset } = useForm(prefix)
  const [isTried, setTried] = useState(false)
  const [booked, setBooked] = useState<Booked | null>(null)
  const requestId = useRequestId()
  const rows = useDay(day)
  const send = useAction(
    (whole: IntakeForm) => {
      const body = bodyOf(whole, channel, today)
      return call(desk.book, { params: { storeId }, body: { requestId: requestId(body), ...body } })
    },
    (answer) => {
      setBooked(answer)
      void rows.refetch()
    },
  )
  const missing = missingOf(form, channel)
  return {
    form,
    put,
    customer,
    fuel,
    booked,
    isBusy: send.isBusy,
    error: send.error,
    /** What to say is missing, once somebody has tried to send. */
    complaint: isTried ? missing : null,
    /** Sends, or tells what is still missing. */
    submit: (): Missing | null => {
      setTried(missing !== null)
      if (missing === null) send.run(form)
      return missing
    },
    submitAt: (at: At) => {
      put({ at })
      send.run({ ...form, at })
    },
    again: () => {
      reset()
      setTried(false)
      setBooked(null)
    },
  }
}

export type Intake = ReturnType<typeof useIntake>
