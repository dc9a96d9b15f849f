import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { text } from '../../features/booking/booking.text'
import { BookingCard } from '../../features/booking/BookingCard'
import { LoginFirst } from '../../features/booking/LoginFirst'
import { useBookingPages, type BookingPages } from '../../features/booking/use-my-bookings'
import { WaitlistSection } from '../../features/booking/WaitlistSection'
import { routes } from '../../lib/routes'
import { useProfile } from '../../lib/session'
import { ActionButton } from '../../ui/ActionButton'
import { CardSkeletons } from '../../ui/CardSkeletons'
import { classes } from '../../ui/classes'
import { Empty } from '../../ui/Empty'
import { ErrorState } from '../../ui/ErrorState'
import { Page } from '../../ui/Page'
import { Tappable } from '../../ui/Tappable'
import styles from './index.module.scss'

type When = 'upcoming' | 'past'

const goBook = () => void Taro.navigateTo({ url: routes.service() })

function Items({ when, pages }: { readonly when: When; readonly pages: BookingPages }) {
  const { items, error, hasMore, isLoadingMore, reload, more } = pages
  if (!items && error) return <ErrorState problem={error} onRetry={reload} />
  if (!items) return <CardSkeletons />
  if (items.length === 0)
    return (
      <Empty
        title={when === 'upcoming' ? text.bookings.empty : text.bookings.emptyPast}
        hint={text.bookings.emptyHint}
        action={{ label: text.bookings.book, onClick: goBook }}
      />
    )
  return (
    <>
      {items.map((item) => (
        <BookingCard key={item.id} item={item} />
      ))}
      {hasMore && (
        <View className={styles.more}>
          <ActionButton tone="plain" loading={isLoadingMore} onClick={() => void more()}>
            {text.bookings.more}
          </ActionButton>
        </View>
      )}
    </>
  )
}

function BookingList({ when }: { readonly when: When }) {
  const pages = useBookingPages(when)
  return (
    <>
      {when === 'upcoming' && <WaitlistSection onBooked={pages.reload} />}
      <Items when={when} pages={pages} />
    </>
  )
}

/** The owner's bookings, those to come and those past. */
export default function BookingsPage() {
  const profile = useProfile()
  const [when, setWhen] = useState<When>('upcoming')
  if (!profile)
    return (
      <Page>
        <LoginFirst title={text.bookings.login} hint={text.home.loginHint} label={text.bookings.loginAction} />
      </Page>
    )
  return (
    <Page>
      <View className={styles.tabs}>
        {(['upcoming', 'past'] as const).map((tab) => (
          <Tappable
            key={tab}
            role="tab"
            selected={tab === when}
            className={classes(styles.tab, tab === when && styles.on)}
            onClick={() => setWhen(tab)}
          >
            {text.bookings[tab]}
          </Tappable>
        ))}
      </View>
      <BookingList key={when} when={when} />
    </Page>
  )
}
