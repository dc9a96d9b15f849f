import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { leaveOnEscape } from '../../../lib/shortcuts'
import { FaultNote } from '../../../ui/FaultNote'
import { SidePanel } from '../../../ui/SidePanel'
import type { BoardRow } from '../board-row'
import { Alternatives, isAboutTime } from './Alternatives'
import { CarFields } from './CarFields'
import { commonPrefix, missingOf, type Channel, type Missing } from './form'
import { IntakeDone } from './IntakeDone'
import { OvernightField } from './OvernightField'
import { ServicePicker } from './ServicePicker'
import { TimeFields } from './TimeFields'
import { useIntake, useServices, type Intake } from './use-intake'
import { refusedExtra } from './way'
import { WayFields } from './WayFields'
import { words } from './words'

const PHONE_MAX = 20
const REMARK_MAX = 200

interface Props {
  readonly channel: Channel
  readonly day: string
  readonly rows: readonly BoardRow[]
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
}

/** Takes in a car that just came, or books for a customer on the phone: by keyboard alone, Enter by Enter. */
export function IntakePanel({ channel, day, rows, onOpen, onClose }: Props) {
  const [prefix] = useState(() => commonPrefix(rows.map((row) => row.maskedPlate)))
  const intake = useIntake(channel, day, prefix)
  const { booked } = intake
  return (
    <SidePanel label={words.title[channel]} title={words.title[channel]} onClose={onClose}>
      {booked ? (
        <IntakeDone
          {...{ booked, channel, onOpen, onClose }}
          extras={intake.form.way.extras}
          row={rows.find((row) => row.id === booked.id)}
          onAgain={intake.again}
        />
      ) : (
        <IntakeFields {...{ intake, channel, day, onClose }} />
      )}
    </SidePanel>
  )
}

interface FieldsProps {
  readonly intake: Intake
  readonly channel: Channel
  readonly day: string
  readonly onClose: () => void
}

/** Puts the cursor where something is missing; of a group of radio buttons into the first one. */
function focusField(form: HTMLFormElement | null, field: Missing | null): void {
  const found = field === null ? null : form?.querySelector<HTMLElement>(`[data-field="${field}"]`)
  const input = found?.matches('input') ? found : found?.querySelector<HTMLElement>('input')
  input?.focus()
  // The first free time is taken as it is focused: from there the arrows choose, and Enter sends.
  if (field === 'at') input?.click()
}

/** Once the customer is known, the cursor goes on by itself, unless it has left the phone number already. */
function useGoOn(element: RefObject<HTMLFormElement>, { customer, form }: Intake, channel: Channel) {
  const latest = useRef({ form, channel })
  useEffect(() => {
    latest.current = { form, channel }
  })
  const known = customer.data
  useEffect(() => {
    if (known === undefined || document.activeElement?.getAttribute('data-field') !== 'phone') return
    focusField(element.current, missingOf(latest.current.form, latest.current.channel))
  }, [element, known])
}

function IntakeFields({ intake, channel, day, onClose }: FieldsProps) {
  const { form, put, fuel, complaint } = intake
  const element = useRef<HTMLFormElement>(null)
  const services = useServices()
  useGoOn(element, intake, channel)
  const offered = services.data?.filter((one) => one.isBookable && (one.fuels.length === 0 || one.fuels.includes(fuel)))
  return (
    <form
      ref={element}
      className="reason-form intake"
      aria-label={words.title[channel]}
      onKeyDown={leaveOnEscape(onClose)}
      onSubmit={(event) => {
        event.preventDefault()
        focusField(element.current, intake.submit())
      }}
    >
      <p className="muted intake-hint">{words.hint[channel]}</p>
      <PhoneField intake={intake} />
      <CarFields intake={intake} />
      <ServicePicker
        services={offered ?? []}
        chosenIds={form.serviceIds}
        isLoading={services.isPending}
        onChange={(serviceIds) => put({ serviceIds, at: null })}
      />
      {channel === 'phone' && (
        <TimeFields
          {...{ serviceIds: form.serviceIds, at: form.at, isOvernight: form.isOvernight, day }}
          onPick={(at) => put({ at })}
          onOvernight={(isOvernight) => put({ isOvernight, at: null })}
        />
      )}
      <WayFields intake={intake} channel={channel} />
      <label className="reason-note">
        {words.remark}
        <Input maxLength={REMARK_MAX} value={form.remark} onChange={(event) => put({ remark: event.target.value })} />
      </label>
      <Checkbox checked={form.isRework} onChange={(event) => put({ isRework: event.target.checked })}>
        {words.rework}
        <small className="muted"> {words.reworkHint}</small>
      </Checkbox>
      {complaint && (
        <p className="field-fault" role="alert">
          {words.missing[complaint]}
        </p>
      )}
      <FaultNote error={(refusedExtra(intake.error) ? null : intake.error) ?? services.error} />
      <Alternatives error={intake.error} serviceIds={form.serviceIds} isBusy={intake.isBusy} onPick={intake.submitAt} />
      {channel === 'walk_in' && (form.isOvernight || isAboutTime(intake.error)) && (
        <OvernightField isOn={form.isOvernight} onChange={(isOvernight) => put({ isOvernight })} />
      )}
      <Button type="primary" htmlType="submit" loading={intake.isBusy}>
        {words.submit[channel]}
        <kbd aria-hidden="true">Enter</kbd>
      </Button>
    </form>
  )
}

function PhoneField({ intake }: { readonly intake: Intake }) {
  const { form, put, customer } = intake
  return (
    <>
      <label className="reason-note">
        {words.phone}
        <Input
          autoFocus
          data-field="phone"
          type="tel"
          inputMode="numeric"
          autoComplete="off"
          maxLength={PHONE_MAX}
          placeholder={words.phonePlaceholder}
          value={form.phone}
          onChange={(event) => put({ phone: event.target.value })}
        />
      </label>
      <p className="intake-customer" role="status">
        {customer.isFetching && words.searching}
        {!customer.isFetching && customer.data && <Known customer={customer.data} />}
      </p>
      <FaultNote error={customer.error} />
    </>
  )
}

function Known({ customer }: { readonly customer: NonNullable<Intake['customer']['data']> }) {
  return <>{customer.isKnown ? words.known(customer.maskedName) : words.unknown}</>
}
