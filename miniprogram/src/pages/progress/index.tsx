import { booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { text } from '../../features/booking/booking.text'
import { BookingSteps } from '../../features/booking/BookingSteps'
import { LoginFirst } from '../../features/booking/LoginFirst'
import { hintOf } from '../../features/booking/state-hint'
import { StoreCard } from '../../features/booking/StoreCard'
import { useCurrentBooking } from '../../features/booking/use-current-booking'
import { isInHouse, isOver, useVisits, type Visit } from '../../features/progress/visits'
import { text as visitText } from '../../features/progress/visits.text'
import { VisitCard } from '../../features/progress/VisitCard'
import { a11y } from '../../lib/a11y'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { sayDay, sayMoment } from '../../lib/time'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { Page } from '../../ui/Page'
import { Skeleton } from '../../ui/Skeleton'
import { Tag } from '../../ui/Tag'
import styles from './index.module.scss'

function Progress({ item }: { readonly item: booking.BookingView }) {
  const { zh, tone } = booking.bookingStates[item.state]
  return (
    <>
      <Card title={sayMoment(item.day, item.minute)} extra={<Tag tone={tone}>{zh}</Tag>}>
        <View className={styles.what}>{item.serviceName}</View>
        <BookingSteps state={item.state} />
        <View className={styles.hint} {...a11y('status')}>
          {hintOf(item)}
        </View>
        <Cell title={text.progress.see} onClick={() => void Taro.navigateTo({ url: routes.detail(item.id) })} />
      </Card>
      <StoreCard item={item} />
    </>
  )
}

/** As many of those that are over as the page of all visits shows. */
const FEW = 3

function PastVisits({ visits }: { readonly visits: readonly Visit[] }) {
  if (visits.length === 0) return null
  return (
    <Card title={visitText.past}>
      {visits.map(({ id, day, plate, serviceName }) => (
        <Cell
          key={id}
          title={serviceName}
          note={`${sayDay(day)} · ${plate}`}
          onClick={() => void Taro.navigateTo({ url: routes.visit(id) })}
        />
      ))}
    </Card>
  )
}

const Nothing = () => (
  <Empty
    title={text.progress.empty}
    hint={text.progress.emptyHint}
    action={{ label: text.bookings.book, onClick: () => void Taro.navigateTo({ url: routes.service() }) }}
  />
)

const isPending = ({ data, error }: { readonly data: unknown; readonly error: unknown }) => data === undefined && !error

/** A car that has arrived is told by its visit, where that is known. */
const toTell = (item: booking.BookingView | null | undefined, isInHouseKnown: boolean) =>
  item && (item.state !== 'arrived' || !isInHouseKnown) ? item : undefined

/** What the page knows so far of what is booked and what was done. */
function useEverything() {
  const next = useCurrentBooking()
  const visits = useVisits()
  const inHouse = visits.data?.filter(isInHouse) ?? []
  const over = visits.data?.filter(isOver).slice(0, FEW) ?? []
  const booked = toTell(next.data, inHouse.length > 0)
  const isLoading = isPending(next) || isPending(visits)
  const reload = async () => {
    await Promise.all([next.reload(), visits.reload()])
  }
  return { inHouse, over, booked, isLoading, problem: next.error ?? visits.error, reload }
}

/** In place of the cars in the house and what is booked, where there are none. */
function InsteadOf({ isLoading, problem, reload }: ReturnType<typeof useEverything>) {
  if (problem) return <ErrorState problem={problem} onRetry={reload} />
  if (!isLoading) return <Nothing />
  return (
    <Card>
      <Skeleton rows={4} height={36} />
    </Card>
  )
}

/** The cars in the house first, then what is booked, then what was done lately. */
function Everything() {
  const all = useEverything()
  const { inHouse, booked, over } = all
  return (
    <>
      {inHouse.map((visit) => (
        <VisitCard key={visit.id} visit={visit} />
      ))}
      {booked && <Progress item={booked} />}
      {inHouse.length === 0 && !booked && <InsteadOf {...all} />}
      <PastVisits visits={over} />
    </>
  )
}

/** What is happening with the cars in the house and the next visit, step by step. */
export default function ProgressPage() {
  const profile = useProfile()
  return (
    <Page>
      {profile ? <Everything /> : <LoginFirst title={text.progress.login} label={text.bookings.loginAction} />}
    </Page>
  )
}
