import { formatPlate, type booking } from '@pitlane/contract'
import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { a11y } from '../../lib/a11y'
import type { ApiProblem } from '../../lib/api'
import type { Handler } from '../../lib/handler'
import { canScan } from '../../lib/platform/scan'
import { routes } from '../../lib/routes'
import { sayInstant, sayMoment } from '../../lib/time'
import { ActionButton } from '../../ui/ActionButton'
import { Card } from '../../ui/Card'
import { Cell } from '../../ui/Cell'
import { Empty } from '../../ui/Empty'
import { Skeleton } from '../../ui/Skeleton'
import styles from './CheckInScreen.module.scss'
import type { useCheckIn } from './use-check-in'
import { text } from './visit.text'

const words = text.checkIn

/** It has arrived: what happens next. */
function Done({ item }: { readonly item: booking.BookingView }) {
  return (
    <>
      <View className={styles.said} {...a11y('status')}>
        <View className={styles.mark} />
        <View className={styles.title}>{words.done}</View>
        <View className={styles.hint}>{words.next[item.handover]}</View>
      </View>
      <Card>
        <Cell title={sayMoment(item.day, item.minute)} note={`${item.serviceName} · ${item.storeName}`} />
        {item.plate && <Cell title={text.share.car} value={`${formatPlate(item.plate)} ${item.vehicleName}`} />}
      </Card>
    </>
  )
}

/** Which of several cars is here. */
function Choices({
  choices,
  onPick,
}: {
  readonly choices: readonly booking.BookingView[]
  readonly onPick: (id: string) => void
}) {
  return (
    <Card title={words.which}>
      {choices.map((item) => (
        <Cell
          key={item.id}
          title={item.plate ? formatPlate(item.plate) : item.vehicleName}
          note={`${sayMoment(item.day, item.minute)} · ${item.serviceName}`}
          onClick={() => onPick(item.id)}
        />
      ))}
    </Card>
  )
}

const toHome = () => void Taro.switchTab({ url: routes.home })

/** A browser cannot scan: the camera of the phone opens this page anew, and meanwhile the way on is home. */
const nextOf = (label: string, onClick: Handler, needsScan = true) =>
  needsScan && !canScan() ? { label: words.home, onClick: toHome } : { label, onClick }

/** What stands in the way; when it is only too early, from when on it goes. */
function Failed({ problem, onAgain }: { readonly problem: ApiProblem; readonly onAgain: Handler }) {
  const from = problem.data?.from
  const isWrong = problem.code === 'booking.check_in_code_wrong'
  const browserHint = isWrong && !canScan() ? words.browser : undefined
  const hint = typeof from === 'string' ? words.from(sayInstant(from)) : browserHint
  return (
    <View {...a11y('alert')}>
      <Empty
        title={problem.title}
        {...(hint ? { hint } : {})}
        action={nextOf(isWrong ? words.scan : words.again, onAgain, isWrong)}
      />
    </View>
  )
}

function Ask({ onScan }: { readonly onScan: Handler }) {
  return (
    <Empty title={words.ask} hint={canScan() ? words.askHint : words.browser} action={nextOf(words.scan, onScan)} />
  )
}

/** Where checking in stands, and the one thing to do next. */
export function CheckInScreen({ flow }: { readonly flow: ReturnType<typeof useCheckIn> }) {
  const { state, rescan, again } = flow
  if (state.kind === 'done') return <Done item={state.booking} />
  if (state.kind === 'choice') return <Choices choices={state.choices} onPick={(id) => void again(id)} />
  if (state.kind === 'busy')
    return (
      <Card title={words.busy}>
        <Skeleton rows={3} height={44} />
      </Card>
    )
  if (state.kind === 'asking') return <Ask onScan={rescan} />
  const isWrong = state.problem.code === 'booking.check_in_code_wrong'
  return <Failed problem={state.problem} onAgain={isWrong ? rescan : () => again()} />
}

/** The ways on, once the car is in. */
export function CheckInFooter({ item }: { readonly item: booking.BookingView }) {
  return (
    <View className={styles.actions}>
      <ActionButton tone="plain" onClick={toHome}>
        {words.home}
      </ActionButton>
      <ActionButton onClick={() => void Taro.redirectTo({ url: routes.detail(item.id) })}>{words.see}</ActionButton>
    </View>
  )
}
